import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import type { Reflection } from './api';
import { ReflectionCard } from './ReflectionCard';

const block = { block_id: 'b1', position: 2, kind: 'quiz', title: null } as const;
const reflection: Reflection = {
  lesson_id: 'l1',
  due: true,
  enabled: true,
  remarks: [
    { kind: 'hard', block, strategy: null },
    { kind: 'helped', block: null, strategy: 'hint' },
  ],
};
const READ = 'GET /api/v1/wellbeing/me/lessons/l1/reflection';
const CLOSE = 'PUT /api/v1/wellbeing/me/lessons/l1/reflection/closed';
const done = () => new Response(null, { status: 204 });

test('it names places and what helped, and says that it is private', async () => {
  answerRequests({ [READ]: reflection });
  await renderInApp(<ReflectionCard lessonId="l1" />);
  expect(await screen.findByText(/“Quiz 2” seemed harder/)).toBeVisible();
  expect(screen.getByText(/A hint was something that helped/)).toBeVisible();
  expect(screen.getByText('Only you see this.')).toBeVisible();
});

test('it is skipped in one tap and does not come back', async () => {
  const requests = answerRequests({ [READ]: reflection, [CLOSE]: done });
  await renderInApp(<ReflectionCard lessonId="l1" />);
  await userEvent.click(await screen.findByRole('button', { name: 'Skip' }));
  await waitFor(() => expect(screen.queryByText('Only you see this.')).toBeNull());
  expect(requests.map(({ method }) => method)).toContain('PUT');
});

test('a note is kept as a reflection and ends it', async () => {
  const requests = answerRequests({
    [READ]: reflection,
    [CLOSE]: done,
    'POST /api/v1/wellbeing/notes': Response.json({ id: 'n1' }, { status: 201 }),
  });
  const user = userEvent.setup();
  await renderInApp(<ReflectionCard lessonId="l1" />);
  await user.click(await screen.findByRole('button', { name: 'Write a note to myself' }));
  await user.type(screen.getByRole('textbox'), 'Draw it first.');
  await user.click(screen.getByRole('button', { name: /Save/ }));
  await waitFor(() => expect(screen.queryByText('Only you see this.')).toBeNull());
  expect(await requests.find(({ method }) => method === 'POST')!.json()).toMatchObject({
    kind: 'reflection',
    text: 'Draw it first.',
    lesson_id: 'l1',
    block_id: null,
  });
});

test('nothing is shown while none is due', async () => {
  answerRequests({ [READ]: { ...reflection, due: false } });
  const { container } = await renderInApp(<ReflectionCard lessonId="l1" />);
  await waitFor(() => expect(fetch).toHaveBeenCalled());
  expect(container).not.toHaveTextContent('Only you');
});
