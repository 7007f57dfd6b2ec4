import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { beforeEach, expect, it } from 'vitest';
import { commitUndo, currentUndo, takeBack } from '@/components/undo/undoStore';
import { createQueryClient } from '@/platform/query';
import { sessionKey } from '@/platform/session';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { PeoplePage } from './PeoplePage';

const COURSE = '/api/v1/courses/c1';
const mia = {
  user_id: 'u1',
  name: 'Mia Beck',
  email: 'mia@school.example',
  role: 'student',
  active: true,
  pending: true,
  link_renewable: true,
  enrolled_at: '2026-11-01T10:00:00Z',
  group_ids: ['g1'],
};
const people = {
  course_title: 'Statistics',
  teachers: [
    { ...mia, user_id: 'u2', name: 'Tom Weiss', role: 'tutor', pending: false, enrolled_at: null, group_ids: [] },
  ],
  groups: [{ id: 'g1', name: 'Blue', count: 1 }],
  students: [mia],
  total: 1,
  page: 1,
  pages: 1,
};
const code = {
  id: 'k1',
  code: 'K7PM-3XQT',
  url: 'https://attune.example/join/K7PM-3XQT',
  group_id: null,
  created_at: '2026-11-01T10:00:00Z',
  expires_at: null,
  max_uses: 30,
  uses: 2,
  revoked: false,
  open: true,
};

async function open(replies: Record<string, unknown> = {}) {
  const requests = answerRequests({
    [`GET ${COURSE}/people`]: people,
    [`GET ${COURSE}/codes`]: { codes: [code] },
    ...replies,
  });
  const client = createQueryClient();
  const user = { id: 'u2', name: 'Tom Weiss', role: 'tutor' };
  client.setQueryData(sessionKey, { user, csrf_token: 't', demo: false, unclaimed: false });
  await renderInApp(
    <Routes>
      <Route path="/teach/courses/:courseId/people" element={<PeoplePage />} />
    </Routes>,
    { path: '/teach/courses/c1/people', client },
  );
  await screen.findByText('K7PM-3XQT');
  return requests;
}

beforeEach(commitUndo);

it('shows who learns and who teaches, in which groups, and the codes', async () => {
  await open();
  const students = screen.getByRole('table', { name: 'Students' });
  expect(within(students).getByText('Mia Beck')).toBeVisible();
  expect(within(students).getByText('Invited')).toBeVisible();
  expect(within(students).getByText('Blue')).toBeVisible();
  expect(within(students).getByText(/· joined ((in )?\d+ days( ago)?|today|yesterday|tomorrow)$/)).toBeVisible();
  expect(screen.getByRole('combobox', { name: 'Role of Tom Weiss in this course' })).toHaveValue('tutor');
  expect(screen.getByText(/used 2 of 30 times/)).toBeVisible();
});

it('takes a removal back with what the server said it was', async () => {
  const removed = { user_id: 'u1', role: 'student', enrolled_at: '2026-11-01T10:00:00Z', group_ids: ['g1'] };
  const requests = await open({
    [`DELETE ${COURSE}/people/u1`]: removed,
    [`PUT ${COURSE}/people/u1`]: new Response(null, { status: 204 }),
  });
  await userEvent.click(screen.getByRole('button', { name: 'Actions for Mia Beck' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Remove from the course' }));
  await expect.poll(() => currentUndo()?.message).toContain('Mia Beck is no longer in the course');
  takeBack();
  await expect.poll(() => requests.some(({ method }) => method === 'PUT')).toBe(true);
  const { user_id: _, ...was } = removed;
  expect(await requests.find(({ method }) => method === 'PUT')?.json()).toEqual(was);
});

it('offers another link only where the server would make one', async () => {
  await open({ [`GET ${COURSE}/people`]: { ...people, students: [{ ...mia, link_renewable: false }] } });
  await userEvent.click(screen.getByRole('button', { name: 'Actions for Mia Beck' }));
  expect(await screen.findByRole('menuitem', { name: 'Remove from the course' })).toBeVisible();
  expect(screen.queryByRole('menuitem', { name: 'New invitation link' })).toBeNull();
});

it('reports on a pasted list before anything is stored, then stores all of it', async () => {
  const line = { line: 1, name: 'Noa', email: 'noa@school.example', role: 'student', groups: [], problems: [] };
  const report = {
    applied: false,
    applicable: true,
    separator: ',',
    encoding: 'utf-8',
    header: false,
    lines: [{ ...line, outcome: 'invited' }],
    counts: { invited: 1, enrolled: 0, unchanged: 0, problem: 0 },
    new_groups: [],
    links: [],
  };
  const links = [{ name: 'Noa', email: 'noa@school.example', url: 'https://attune.example/invitations/abc' }];
  await open({
    [`POST ${COURSE}/people/import`]: (request: Request) =>
      request.url.includes('apply=true') ? { ...report, applied: true, links } : report,
  });
  await userEvent.click(screen.getByRole('button', { name: 'Import a list' }));
  await userEvent.type(await screen.findByLabelText('Or paste the lines here'), 'Noa, noa@school.example');
  await userEvent.click(screen.getByRole('button', { name: 'Check the lines' }));
  expect(await screen.findByText('Nothing is stored yet.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Store 1 line' }));
  expect(await screen.findByRole('button', { name: 'Copy the link of Noa' })).toBeVisible();
});
