import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { Link } from 'react-router';
import { beforeEach, expect, test } from 'vitest';
import { publish } from '@/platform/events/events';
import { usePresentedBlock } from '@/platform/lesson/presented';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { session } from '../session.testdata';
import type { LiveSession } from '../sessions';
import { stepAway } from './away';
import { ClassNotice } from './ClassNotice';

beforeEach(() => stepAway(null));

function Page() {
  const presented = usePresentedBlock('l1');
  const [there, setThere] = useState(true);
  return (
    <>
      {there ? <ClassNotice /> : null}
      <p data-testid="presented">{presented ?? 'nothing'}</p>
      <Link to="/courses/c1">Course</Link>
      <button onClick={() => setThere(false)}>Leave</button>
    </>
  );
}

async function open(path: string, sessions: LiveSession[]) {
  const requests = answerRequests({ 'GET /api/v1/live-sessions': { sessions } });
  await renderInApp(<Page />, { path });
  return requests;
}

const push = (changes: Partial<LiveSession>) => act(() => publish({ type: 'live.session', session: session(changes) }));
const presented = () => screen.getByTestId('presented').textContent;

test('on any page a class that is on is said, with the way in', async () => {
  await open('/home', [session()]);
  expect(await screen.findByText('Samples')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Join the class: Samples' })).toHaveAttribute('href', '/lessons/l1');
  expect(presented()).toBe('nothing');
});

test('a class that begins and ends is there and gone without a reload', async () => {
  await open('/home', []);
  expect(await screen.findByTestId('presented')).toBeVisible();
  await screen.findByRole('status');
  push({ revision: 1 });
  expect(await screen.findByRole('link', { name: 'Join the class: Samples' })).toBeVisible();
  push({ revision: 2, state: 'ended' });
  await waitFor(() => expect(screen.queryByRole('link', { name: 'Join the class: Samples' })).toBeNull());
});

test('in its lesson what is presented is followed, left and followed again', async () => {
  await open('/lessons/l1', [session({ presented_block_id: 'b1', revision: 2 })]);
  await userEvent.click(await screen.findByRole('button', { name: 'At my own pace' }));
  expect(presented()).toBe('nothing');
  push({ presented_block_id: 'b2', revision: 3 });
  await act(async () => new Promise((resolve) => setTimeout(resolve, 20)));
  expect(presented()).toBe('nothing');
  await userEvent.click(screen.getByRole('button', { name: 'Back to the class' }));
  expect(presented()).toBe('b2');
  await userEvent.click(screen.getByText('Leave'));
  expect(presented()).toBe('nothing');
});

test('at their own pace nobody is led anywhere', async () => {
  await open('/lessons/l1', [session({ presented_block_id: 'b1', pace: 'own' })]);
  expect(await screen.findByText(/Everyone works at their own pace/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'At my own pace' })).toBeNull();
  expect(presented()).toBe('nothing');
});

test('what is planned is said on the page of its course alone', async () => {
  await open('/home', [session({ state: 'planned', started_at: null, planned_at: '2026-03-05T08:00:00Z' })]);
  await screen.findByRole('status');
  expect(screen.queryByText('Samples')).toBeNull();
  await userEvent.click(screen.getByText('Course'));
  expect(await screen.findByText('Samples')).toBeVisible();
});
