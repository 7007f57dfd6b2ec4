import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { createQueryClient } from '@/platform/query';
import { sessionKey } from '@/platform/session';
import { renderInApp } from '@/test/render';
import type { Lesson } from '../progress/progress';
import { blockOf, limited } from '../quiz/quiz.testdata';
import { CompletionPanel } from './CompletionPanel';

const student = {
  id: 'u1',
  name: 'Mira',
  email: 'm@x.example',
  role: 'student' as const,
  locale: 'en' as const,
  active: true,
  created_at: '',
};

async function show(rule: { closed: boolean; waiting: boolean }, best: number | null = 0.25) {
  const client = createQueryClient();
  client.setQueryData(sessionKey, { user: student, csrf_token: 't' });
  const lesson = {
    id: 'l1',
    completed: false,
    blocks: [blockOf({ ...limited, best_score: best })],
    completion_rules: [{ rule: 'pass_quiz', block_id: 'b1', met: false, text_key: '', ...rule }],
  } as unknown as Lesson;
  await renderInApp(<CompletionPanel lesson={lesson} />, { client });
}

test('what a tutor has still to mark waits, and is not without attempts', async () => {
  await show({ closed: false, waiting: true });
  expect(screen.getByText(/waiting to be graded by your tutor/)).toBeVisible();
  expect(screen.getByRole('img', { name: 'Waits to be graded by your tutor' })).toBeVisible();
  expect(screen.queryByText(/no attempt is left/)).toBeNull();
});

test('a quiz without attempts left says so', async () => {
  await show({ closed: true, waiting: false });
  expect(screen.getByText(/no attempt is left, and your best score, 25%/)).toBeVisible();
});

test('a score that is hidden until a date is not said', async () => {
  await show({ closed: true, waiting: false }, null);
  expect(screen.queryByText(/your best score/)).toBeNull();
});
