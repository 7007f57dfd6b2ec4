import { act, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { expect, test } from 'vitest';
import { signal } from '@/platform/lesson/signals';
import { renderInApp } from '@/test/render';
import { Prerequisite } from './Prerequisite';
import { WayBackLink } from './WayBack';

const prerequisite = { lesson_id: 'l0', block_id: 'b0', title: 'The mean', lesson_title: 'What is typical?' };

function World() {
  return (
    <Routes>
      <Route
        path="/lessons/l1"
        element={<Prerequisite lessonId="l1" blockId="b1" blockTitle="Check" prerequisite={prerequisite} />}
      />
      <Route
        path="/lessons/l0"
        element={
          <>
            <WayBackLink blockId={null} />
            <WayBackLink blockId="b0" />
            <WayBackLink blockId="b9" />
          </>
        }
      />
    </Routes>
  );
}

test('what a block builds on leads there and back', async () => {
  const user = userEvent.setup();
  await renderInApp(<World />, { path: '/lessons/l1' });
  await user.click(screen.getByRole('link', { name: 'This builds on “The mean”' }));
  const back = screen.getByRole('link', { name: 'Back to “Check”' });
  expect(back).toHaveAttribute('href', '/lessons/l1#block-b1');
  await user.click(back);
  expect(screen.getByRole('link', { name: 'This builds on “The mean”' })).toBeVisible();
});

test('support leads there too, for its block only', async () => {
  await renderInApp(<World />, { path: '/lessons/l1' });
  const ask = (blockId: string) =>
    act(() => signal({ type: 'open_help', kind: 'prerequisite', blockId, questionId: null }));
  ask('b2');
  expect(screen.queryByRole('link', { name: /Back/ })).toBeNull();
  ask('b1');
  expect(screen.getByRole('link', { name: 'Back to “Check”' })).toBeVisible();
});

test('who came another way is led nowhere back', async () => {
  await renderInApp(<World />, { path: '/lessons/l0' });
  expect(screen.queryByRole('link')).toBeNull();
});
