import { act, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { signal, useLessonSignal, type LessonSignal } from '@/platform/lesson/signals';
import { renderInApp } from '@/test/render';
import type { Block } from '../api';
import { blockOf, practice } from '../quiz/quiz.testdata';
import { BlockHelp } from './BlockHelp';

const hints = ['<p>A nudge.</p>', '<p>Nearly there.</p>'];
const blockWith = (help: Partial<Block>): Block => ({ ...blockOf(practice), kind: 'markdown', quiz: null, ...help });
const helpOf = (help: Partial<Block>, available = true) => (
  <BlockHelp lessonId="l1" block={blockWith(help)} available={available} />
);

/** What the lesson says was opened. */
function Listener({ received }: { received: LessonSignal[] }) {
  useLessonSignal('help_opened', (event) => received.push(event));
  return null;
}

test('hints come one step at a time, and the example stays closed', async () => {
  const user = userEvent.setup();
  await renderInApp(helpOf({ hints, example: '<p>Step by step.</p>' }));
  expect(screen.getByText('A nudge.')).not.toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Show a hint' }));
  await waitFor(() => expect(screen.getByText('A nudge.')).toBeVisible());
  expect(screen.queryByText('Nearly there.')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Next hint' }));
  expect(screen.getByText('Nearly there.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Next hint' })).toBeNull();
  expect(screen.getByText('Step by step.')).not.toBeVisible();
});

test('a block without help shows none, nor does one in a graded attempt', async () => {
  await renderInApp(
    <>
      {helpOf({})}
      {helpOf({ hints }, false)}
    </>,
  );
  expect(screen.queryByRole('button')).toBeNull();
});

test('simpler words and a challenge are folded until they are asked for', async () => {
  const user = userEvent.setup();
  await renderInApp(helpOf({ easier: '<p>Simply put.</p>', challenge: '<p>Why?</p>' }));
  expect(screen.getByText('Simply put.')).not.toBeVisible();
  await user.click(screen.getByRole('button', { name: 'In simpler words' }));
  await waitFor(() => expect(screen.getByText('Simply put.')).toBeVisible());
  expect(screen.getByText('Why?')).not.toBeVisible();
  await user.click(screen.getByRole('button', { name: 'A challenge' }));
  await waitFor(() => expect(screen.getByText('Why?')).toBeVisible());
});

test('each rung and each kind is said once, however often it is opened', async () => {
  const user = userEvent.setup();
  const received: LessonSignal[] = [];
  await renderInApp(
    <>
      <Listener received={received} />
      {helpOf({ hints, example: '<p>Step by step.</p>' })}
    </>,
  );
  await user.click(await screen.findByRole('button', { name: 'Show a hint' }));
  await user.click(await screen.findByRole('button', { name: 'Hide the hints' }));
  await user.click(await screen.findByRole('button', { name: 'Show a hint' }));
  await user.click(await screen.findByRole('button', { name: 'Next hint' }));
  await user.click(await screen.findByRole('button', { name: 'Worked example' }));
  await user.click(await screen.findByRole('button', { name: 'Hide the example' }));
  await user.click(await screen.findByRole('button', { name: 'Worked example' }));
  const said = { type: 'help_opened', lessonId: 'l1', blockId: 'b1', questionId: null };
  expect(received).toEqual([
    { ...said, kind: 'hint', step: 1, total: 2 },
    { ...said, kind: 'hint', step: 2, total: 2 },
    { ...said, kind: 'example', step: 1, total: 1 },
  ]);
});

test('support opens the next hint or the example of its block, and of no other', async () => {
  await renderInApp(
    <>
      {helpOf({ hints, example: '<p>Of one.</p>' })}
      {helpOf({ id: 'b2', example: '<p>Of two.</p>' })}
    </>,
  );
  act(() => signal({ type: 'open_help', kind: 'example', blockId: 'b2', questionId: null }));
  await waitFor(() => expect(screen.getByText('Of two.')).toBeVisible());
  expect(screen.getByText('Of one.')).not.toBeVisible();
  act(() => signal({ type: 'open_help', kind: 'hint', blockId: 'b1', questionId: null }));
  await waitFor(() => expect(screen.getByText('A nudge.')).toBeVisible());
  expect(screen.getByRole('button', { name: 'Hide the hints' })).toHaveFocus();
  act(() => signal({ type: 'open_help', kind: 'hint', blockId: 'b1', questionId: null }));
  expect(screen.getByText('Nearly there.')).toBeVisible();
});
