import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { publish } from '@/platform/events/events';
import { renderInApp } from '@/test/render';
import { answerRequests, failure } from '@/test/server';
import { session, taught } from '../session.testdata';
import type { TaughtSession } from '../sessions';
import { SessionPanel } from './SessionPanel';

const CHANGE = 'PATCH /api/v1/teaching/live-sessions/s1';

/** A server that holds one class. */
function serve(first: TaughtSession, replies: Record<string, unknown> = {}) {
  let held = first;
  return answerRequests({
    'GET /api/v1/teaching/live-sessions': () => ({ sessions: [held] }),
    [CHANGE]: async (request: Request) => {
      const change = (await request.json()) as Partial<TaughtSession>;
      held = { ...held, ...change, revision: held.revision + 1 };
      return held;
    },
    ...replies,
  });
}

const show = () => renderInApp(<SessionPanel courseId="c1" course="Statistics" />);
const bar = async () => within(await screen.findByRole('region', { name: 'Class: Samples' }));
const changes = async (requests: Request[]) =>
  Promise.all(requests.filter(({ method }) => method === 'PATCH').map((request) => request.clone().json()));

test('a remote turns from block to block, as fast as it is pressed, and not past the end', async () => {
  const requests = serve(taught());
  await show();
  const next = (await bar()).getByRole('button', { name: 'Present the next part' });
  next.focus();
  await userEvent.keyboard('{PageDown}{PageDown}{PageDown}');
  await waitFor(async () =>
    expect(await changes(requests)).toEqual([{ presented_block_id: 'b1' }, { presented_block_id: 'b2' }]),
  );
  expect((await bar()).getByRole('combobox', { name: 'What is presented' })).toHaveValue('b2');
  await userEvent.keyboard('{PageUp}');
  await waitFor(async () => expect(await changes(requests)).toHaveLength(3));
  expect((await changes(requests))[2]).toEqual({ presented_block_id: 'b1' });
});

test('what another tutor presents is seen', async () => {
  serve(taught());
  await show();
  const choice = (await bar()).getByRole('combobox', { name: 'What is presented' });
  act(() => publish({ type: 'live.session', session: session({ revision: 2, presented_block_id: 'b2' }) }));
  await waitFor(() => expect(choice).toHaveValue('b2'));
  expect(within(choice).getByRole('option', { name: '2. Part 2' })).toBeInTheDocument();
});

test('a class that another tutor has ended says so, and the list is asked for again', async () => {
  const requests = serve(taught(), { [CHANGE]: () => failure(409, 'live_session_ended') });
  await show();
  await userEvent.click((await bar()).getByText('Own pace'));
  expect(await screen.findByText(/This class has ended/)).toBeVisible();
  await waitFor(() => expect(requests.filter(({ method }) => method === 'GET')).toHaveLength(2));
});

test('a planned class is started or called off with one tap', async () => {
  const planned = taught({ state: 'planned', started_at: null, planned_at: '2026-03-05T08:00:00Z' });
  serve(planned, {
    'POST /api/v1/teaching/live-sessions/s1/start': taught({ revision: 2 }),
  });
  await show();
  expect(await screen.findByRole('button', { name: 'Call off' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Start now' }));
  expect(await bar()).toBeTruthy();
});
