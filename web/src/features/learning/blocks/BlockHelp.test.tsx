import { act, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { signal } from '@/platform/lesson/signals';
import { renderInApp } from '@/test/render';
import { BlockHelp } from './BlockHelp';

const hints = ['<p>A nudge.</p>', '<p>Nearly there.</p>'];

test('hints come one step at a time, and the example stays closed', async () => {
  const user = userEvent.setup();
  await renderInApp(<BlockHelp blockId="b1" hints={hints} example="<p>Step by step.</p>" />);
  expect(screen.getByText('A nudge.')).not.toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Show a hint' }));
  await waitFor(() => expect(screen.getByText('A nudge.')).toBeVisible());
  expect(screen.queryByText('Nearly there.')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Next hint' }));
  expect(screen.getByText('Nearly there.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Next hint' })).toBeNull();
  expect(screen.getByText('Step by step.')).not.toBeVisible();
});

test('a block without help offers none', async () => {
  await renderInApp(<BlockHelp blockId="b1" hints={[]} example={null} />);
  expect(screen.queryByRole('button')).toBeNull();
});

test('support opens the hint or the example of its block, and of no other', async () => {
  await renderInApp(
    <>
      <BlockHelp blockId="b1" hints={hints} example="<p>Of one.</p>" />
      <BlockHelp blockId="b2" hints={[]} example="<p>Of two.</p>" />
    </>,
  );
  act(() => signal({ type: 'show_example', blockId: 'b2' }));
  await waitFor(() => expect(screen.getByText('Of two.')).toBeVisible());
  expect(screen.getByText('Of one.')).not.toBeVisible();
  act(() => signal({ type: 'open_hint', blockId: 'b1' }));
  await waitFor(() => expect(screen.getByText('A nudge.')).toBeVisible());
  expect(screen.getByRole('button', { name: 'Hide the hints' })).toHaveFocus();
});
