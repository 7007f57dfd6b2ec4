import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { review } from './review.testdata';
import { ReviewView } from './ReviewView';

const comparing = { isError: false, error: null, refetch: () => undefined };

function show(changes: Partial<ReturnType<typeof review>> = {}) {
  answerRequests({
    'GET /api/v1/teaching/lessons/l1/notes': { notes: [] },
    'GET /api/v1/lessons/l1': { blocks: [] },
  });
  return renderInApp(<ReviewView review={{ ...review(), ...changes }} compared={undefined} comparing={comparing} />);
}

test('arrow keys go along the parts, and Enter opens one with the way to the editor', async () => {
  await show();
  const parts = within(screen.getByRole('toolbar', { name: 'Parts of the lesson' })).getAllByRole('button');
  expect(parts[0]).toHaveAccessibleName('Part 1: The mean. Friction: 40%');
  expect(parts[1]).toHaveAccessibleName('Part 2: Quiz. Friction: Hidden');
  parts[0]!.focus();
  await userEvent.keyboard('{ArrowRight}{Enter}');
  const panel = await screen.findByRole('dialog');
  expect(within(panel).getByRole('link', { name: 'Edit this part' })).toHaveAttribute(
    'href',
    '/teach/lessons/l1#block-b2',
  );
  expect(within(panel).getByRole('link', { name: 'Mara Lind' })).toHaveAttribute(
    'href',
    '/teach/courses/c1/students/u1',
  );
});

test('before anybody has been there, the page says what will be here and when', async () => {
  await show({ recorded: false, blocks: [] });
  expect(screen.getByRole('heading', { name: 'No student has been here in this period' })).toBeInTheDocument();
  expect(screen.getByText(/as soon as 5 students have kept it/)).toBeInTheDocument();
});

test('where all figures are hidden, the page says from how many students on they appear', async () => {
  await show({ blocks: review().blocks.slice(1) });
  expect(
    screen.getByText('Figures appear from 5 students on. Answers and questions are shown meanwhile.'),
  ).toBeVisible();
});
