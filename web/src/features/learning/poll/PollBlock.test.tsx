import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { createQueryClient } from '@/platform/query';
import { sessionKey } from '@/platform/session';
import { renderInApp } from '@/test/render';
import { PollCard } from './PollCard';
import type { Poll } from './usePoll';

const POLL: Poll = {
  question_html: '<p>Which is best?</p>',
  choices: [
    { id: 'bees', html: 'Bees', count: null },
    { id: 'ants', html: 'Ants', count: null },
  ],
  results: 'after_answer',
  own_choice_id: null,
  counted: null,
  smallest_group: 5,
};

const COUNTED: Poll = {
  ...POLL,
  own_choice_id: 'ants',
  counted: 8,
  choices: POLL.choices.map((choice, index) => ({ ...choice, count: [6, 2][index]! })),
};

function show(poll: Poll, onAnswer = vi.fn<(id: string, done: () => void) => void>()) {
  const client = createQueryClient();
  const user = { id: 'u1', name: 'Mira', email: 'm@x.example', role: 'student' as const, locale: 'en' as const };
  client.setQueryData(sessionKey, { user: { ...user, active: true, created_at: '' }, csrf_token: 't' });
  return renderInApp(<PollCard poll={poll} answerable pending={false} error={null} onAnswer={onAnswer} />, { client });
}

test('an answer is chosen, then sent, and it says who sees it', async () => {
  const onAnswer = vi.fn<(id: string, done: () => void) => void>();
  await show(POLL, onAnswer);
  const group = screen.getByRole('radiogroup', { name: 'Which is best?' });
  expect(group).toHaveAccessibleDescription(/No one sees who answered what/);
  expect(screen.getByRole('button', { name: 'Send my answer' })).toBeDisabled();
  fireEvent.click(screen.getByRole('radio', { name: 'Ants' }));
  fireEvent.click(screen.getByRole('button', { name: 'Send my answer' }));
  expect(onAnswer.mock.calls[0]![0]).toBe('ants');
});

test('a result is said in numbers, and the answer can be changed', async () => {
  await show(COUNTED);
  expect(screen.getByText('6 (75%)')).toBeVisible();
  expect(screen.getByText(/8 answers so far/)).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: 'Change my answer' }));
  expect(screen.getByRole('radio', { name: 'Ants' })).toBeChecked();
});

test('while too few have answered it says how many it takes', async () => {
  await show({ ...POLL, own_choice_id: 'bees' });
  expect(screen.getByText(/once at least 5 have answered/)).toBeVisible();
  expect(screen.queryByText(/%/)).toBeNull();
});

test('a poll whose result is for tutors says so', async () => {
  await show({ ...POLL, own_choice_id: 'bees', results: 'never' });
  expect(screen.getByText(/is not shown to the class/)).toBeVisible();
});
