import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { expect, test } from 'vitest';
import { createQueryClient } from '@/platform/query';
import { sessionKey } from '@/platform/session';
import { StudentSlotsContext, type StudentSlots } from '@/platform/student/slots';
import { renderInApp } from '@/test/render';
import { answerRequests, failure } from '@/test/server';
import { AtRiskPage } from './AtRiskPage';
import type { RiskEntry, RiskList } from './riskList';

const LIST = '/api/v1/courses/c1/at-risk';
const RULES = {
  revision: 0,
  missing_at_least: 2,
  overdue_at_least: 2,
  unseen_days: 7,
  average_below: 0.5,
  graded_at_least: 2,
  may_change: true,
};

const entry = (name: string, changed: Partial<RiskEntry> = {}): RiskEntry => ({
  student_id: name,
  name,
  group_names: [],
  rules: ['missing'],
  missing: 2,
  due: 5,
  missing_ids: ['w1', 'w2'],
  overdue: 0,
  due_lessons: 0,
  overdue_ids: [],
  completed: 1,
  seen_at: null,
  unseen_days: 0,
  average: null,
  graded: 0,
  look: null,
  ...changed,
});

const list = (entries: RiskEntry[], changed: Partial<RiskList> = {}): RiskList => ({
  course_id: 'c1',
  course_title: 'Statistics',
  under_way: true,
  student_count: 5,
  lesson_count: 4,
  entries,
  titles: { w1: 'Essay', w2: 'Quiz' },
  groups: [],
  rules: RULES,
  ...changed,
});

const slots: StudentSlots = {
  Conversations: () => null,
  SharedView: () => null,
  WriteTo: ({ recipients }) => <button type="button">Write to {recipients.map(({ name }) => name).join('+')}</button>,
};

async function open(answer: RiskList, others: Record<string, unknown> = {}) {
  answerRequests({ [`GET ${LIST}`]: answer, ...others });
  const client = createQueryClient();
  client.setQueryData(sessionKey, { user: { id: 'u1', role: 'tutor', name: 'Tom', locale: 'en' } });
  await renderInApp(
    <StudentSlotsContext value={slots}>
      <Routes>
        <Route path="/teach/courses/:courseId/at-risk" element={<AtRiskPage />} />
      </Routes>
    </StudentSlotsContext>,
    { path: '/teach/courses/c1/at-risk', client },
  );
  await screen.findByText(/Listed from|Every rule/);
}

test('each rule is said with its figures, and which work it is', async () => {
  await open(
    list([
      entry('Mara', {
        rules: ['missing', 'unseen', 'average'],
        seen_at: '2026-03-01T10:00:00Z',
        unseen_days: 9,
        average: 0.41,
        graded: 3,
      }),
    ]),
  );
  const row = screen.getByRole('link', { name: 'Mara' }).closest('li')!;
  expect(row).toHaveTextContent('2 of 5 due items missing');
  expect(row).toHaveTextContent('Essay, Quiz');
  expect(row).toHaveTextContent('last seen 9 days ago');
  expect(row).toHaveTextContent('average of graded work 41% (3 pieces)');
});

test('who was looked at is left out until all are asked for', async () => {
  await open(list([entry('Mara'), entry('Ben', { look: { at: '2026-03-01T10:00:00Z', by_name: 'Ute' } })]));
  expect(screen.queryByRole('link', { name: 'Ben' })).toBeNull();
  await userEvent.click(screen.getByRole('radio', { name: 'All listed' }));
  expect(screen.getByRole('link', { name: 'Ben' }).closest('li')).toHaveTextContent('Ute looked');
});

test('those chosen are written to, and marked with one press', async () => {
  const marked: unknown[] = [];
  await open(list([entry('Mara'), entry('Ben')]), {
    [`PUT ${LIST}/looks`]: async (request: Request) => {
      marked.push(await request.json());
      return { count: 2 };
    },
  });
  await userEvent.click(screen.getByRole('checkbox', { name: 'Choose all 2' }));
  expect(screen.getByRole('button', { name: 'Write to Ben+Mara' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'I have looked at these' }));
  await waitFor(() => expect(marked).toEqual([{ student_ids: ['Ben', 'Mara'], looked: true }]));
});

test('three hundred are shown in pages of fifty', async () => {
  const many = Array.from({ length: 300 }, (_, number) => entry(`Student ${String(number).padStart(3, '0')}`));
  await open(list(many));
  const rows = within(screen.getByRole('list', { name: 'Needs a look' }));
  expect(rows.getAllByRole('link')).toHaveLength(50);
  await userEvent.click(screen.getByRole('button', { name: 'Page 6' }));
  expect(rows.getAllByRole('link').at(-1)).toHaveTextContent('Student 299');
});

test('a course that is not under way, and one where nobody is listed, say so', async () => {
  await open(list([], { under_way: false }));
  expect(screen.getByText('This course is not under way')).toBeVisible();
});

test('nobody listed is good news', async () => {
  await open(list([]));
  expect(screen.getByText('No student needs a look by these rules')).toBeVisible();
});

test('thresholds are changed with their revision; who was too late reads why', async () => {
  const bodies: unknown[] = [];
  await open(list([entry('Mara')]), {
    [`PUT ${LIST}/rules`]: async (request: Request) => {
      bodies.push(await request.json());
      return failure(409, 'risk_rules_changed');
    },
  });
  await userEvent.click(screen.getByRole('button', { name: 'Change the rules' }));
  const dialog = await screen.findByRole('dialog');
  await userEvent.click(within(dialog).getByRole('switch', { name: 'Not seen' }));
  await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
  expect(await within(dialog).findByText(/The rules were changed meanwhile/)).toBeVisible();
  expect(bodies[0]).toEqual({
    revision: 0,
    missing_at_least: 2,
    overdue_at_least: 2,
    unseen_days: null,
    average_below: 0.5,
    graded_at_least: 2,
  });
});
