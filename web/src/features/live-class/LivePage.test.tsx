import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { beforeEach, expect, it, vi } from 'vitest';
import { commitUndo, currentUndo, takeBack } from '@/components/undo/undoStore';
import { publish } from '@/platform/events/events';
import { renderInApp } from '@/test/render';
import { answerRequests, failure } from '@/test/server';
import { alert, block, call, hidden, picture, share, student, view, word } from './classroom.testdata';
import { LivePage } from './LivePage';
import type { LiveView } from './types';

vi.mock('@/components/chart/Chart', () => ({
  Chart: ({ title, summary }: { title: string; summary: string }) => <figure aria-label={title}>{summary}</figure>,
}));

const LIVE = 'GET /api/v1/teaching/courses/course-1/live';
const CLASSES = 'GET /api/v1/teaching/live-sessions';

/** What was asked about the live page itself, and not about classes that are held. */
const aboutTheView = (requests: readonly Request[]) => requests.filter(({ url }) => !url.endsWith('/live-sessions'));

async function watch(live: LiveView, replies: Record<string, unknown> = {}) {
  const requests = answerRequests({ [LIVE]: live, [CLASSES]: { sessions: [] }, ...replies });
  await renderInApp(
    <Routes>
      <Route path="/teach/courses/:courseId/live" element={<LivePage />} />
    </Routes>,
    { path: '/teach/courses/course-1/live' },
  );
  await screen.findByRole('heading', { level: 1, name: 'Live: Thinking in programs' });
  return requests;
}

function region(name: string) {
  return within(screen.getByRole('region', { name }));
}

beforeEach(commitUndo);

it('shows shares of whom they are, rounded, and everybody else as unknown', async () => {
  await watch(view());
  const shown = region('Learning states of the class');
  expect(shown.getByRole('figure')).toHaveTextContent('engaged: 60%; may be confused: 40%');
  expect(shown.getByText(/Shares of the class, of at least 10 students whose state is known/)).toBeVisible();
  expect(shown.getByText('Everybody else here: unknown, in no share above')).toBeVisible();
  expect(shown.getByText(/Coverage: more than three quarters of the time/)).toBeVisible();
  expect(screen.getByTestId('count-pictured')).toHaveTextContent('10+');
});

it("calls the sharers' picture that, and says shares of few in words", async () => {
  const shares = [word('engaged', 'many', 0.6), word('maybe_confused', 'some', 0.2)];
  await watch(view({ class_states: picture({ kind: 'sharers', n: 5, shares }) }));
  const shown = region('Learning states of the students who share with you');
  expect(shown.getByRole('figure')).toHaveTextContent('engaged: many; may be confused: some');
  expect(shown.getByText(/Only students whom you see by name below, at least 5/)).toBeVisible();
});

it('tells a class with students who do not share apart by two sides only', async () => {
  await watch(view({ class_states: picture({ shares: [share('struggling', 0.4), share('not_struggling', 0.6)] }) }));
  const shown = region('Learning states of the class');
  expect(shown.getByRole('figure')).toHaveTextContent('may be struggling: 40%; no sign of struggling: 60%');
  expect(shown.getByText(/so that students who do not share cannot be identified/)).toBeVisible();
});

it('hides the picture of a small class, its number and its coverage, and says why', async () => {
  await watch(view({ class_states: hidden }));
  const shown = region('Learning states of the class');
  expect(shown.queryByRole('figure')).toBeNull();
  expect(shown.getByText(/fewer than 5 students would be counted/)).toBeVisible();
  expect(shown.getByText(/Coverage: not shown/)).toBeVisible();
  expect(screen.getByTestId('count-pictured')).toHaveTextContent('hidden');
});

it('shows what a student shares, and of all others presence alone, whyever there is nothing to see', async () => {
  const nothing = { learning_state: null, expression: null, confidence: null, updated_at: null };
  await watch(
    view({
      students: [
        student({ learning_state: 'maybe_confused', expression: 'surprise' }),
        student({ user_id: '2', name: 'Jonas Berg', ...nothing }),
      ],
    }),
  );
  const [silent, sharing] = region('Students').getAllByRole('listitem');
  expect(sharing).toHaveTextContent('may be confused');
  expect(sharing).toHaveTextContent('Expression: surprised (70%)');
  expect(silent).toHaveTextContent('Jonas Berg');
  expect(silent).not.toHaveTextContent(/confused|engaged|Expression|shar/i);
});

it('follows a pushed event without asking the server again', async () => {
  const requests = await watch(view({ students: [student()] }));
  act(() =>
    publish({
      type: 'live.student',
      course_id: 'course-1',
      student: student({ learning_state: 'maybe_frustrated', hand_raised: true, calls: [call('hand_raised')] }),
    }),
  );
  await waitFor(() => expect(region('Students').getByRole('listitem')).toHaveTextContent('may be frustrated'));
  expect(region('Students').getByRole('listitem')).toHaveTextContent('Hand raised');
  expect(aboutTheView(requests)).toHaveLength(1);
});

it('keeps what is pushed while the fetch is under way', async () => {
  let answer: (live: LiveView) => void = () => undefined;
  const asked = vi.fn<() => Promise<LiveView>>(
    () =>
      new Promise((resolve) => {
        answer = resolve;
      }),
  );
  const loading = watch(view(), { [LIVE]: asked });
  await waitFor(() => expect(asked).toHaveBeenCalled());
  publish({ type: 'live.alerts', course_id: 'course-1', alerts: [alert({ title: 'A user raised a hand' })] });
  answer(view());
  await loading;
  expect(region('Needs attention').getByRole('article', { name: 'A user raised a hand' })).toBeVisible();
});

it('is live by the age of its figures, not because a stream is open, and asks again once they are old', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  try {
    const requests = await watch(view());
    expect(screen.getByText('Live')).toBeVisible();
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    act(() =>
      publish({ type: 'live.tick', course_id: 'course-1', generated_at: '2026-11-23T10:00:10Z', coming_back: false }),
    );
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(screen.getByText('Live')).toBeVisible();
    expect(aboutTheView(requests)).toHaveLength(1);
    vi.mocked(fetch)
      .mockReset()
      .mockImplementation(() => Promise.reject(new TypeError('no answer')));
    await act(() => vi.advanceTimersByTimeAsync(8_000));
    expect(screen.queryByText('Live')).toBeNull();
    expect(screen.getByText(/^Not live: last update/)).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent('These numbers are out of date');
    expect(fetch).toHaveBeenCalled();
  } finally {
    vi.useRealTimers();
  }
});

it('says that students are coming back after a start, and not that the class is empty', async () => {
  await watch(view({ coming_back: true, counts: { enrolled: 12, present: 0 } }));
  expect(screen.getByText('Reconnecting students')).toBeVisible();
  expect(screen.queryByRole('heading', { name: 'No students yet' })).toBeNull();
});

it('says what to do while the class is empty', async () => {
  await watch(view({ counts: { enrolled: 12, present: 0 }, students: [] }));
  expect(screen.getByRole('heading', { name: 'No students yet' })).toBeVisible();
  expect(screen.queryByRole('region', { name: 'Learning states of the class' })).toBeNull();
});

it('takes a card away immediately, tells the server, and brings it back on undo', async () => {
  const path = '/api/v1/teaching/alerts/alert-1/resolution';
  const done = () => new Response(null, { status: 204 });
  const requests = await watch(view({ alerts: [alert()] }), { [`POST ${path}`]: done, [`DELETE ${path}`]: done });
  const attention = region('Needs attention');

  await userEvent.click(attention.getByRole('button', { name: 'False alarm' }));
  expect(attention.queryByRole('article')).toBeNull();
  expect(attention.getByRole('heading', { name: 'Needs attention' })).toHaveFocus();
  expect(await aboutTheView(requests)[1]?.json()).toEqual({ resolution: 'false_alarm' });
  expect(currentUndo()?.message).toBe('Marked as a false alarm: Many may be confused');

  act(takeBack);
  expect(await attention.findByRole('article', { name: 'Many may be confused' })).toBeVisible();
  await waitFor(() => expect(aboutTheView(requests)[2]?.method).toBe('DELETE'));
});

it('puts a card back when the server refuses', async () => {
  const path = 'POST /api/v1/teaching/alerts/alert-1/resolution';
  await watch(view({ alerts: [alert()] }), { [path]: () => failure(500, 'internal_error') });
  const attention = region('Needs attention');
  await userEvent.click(attention.getByRole('button', { name: 'Dismiss' }));
  expect(await attention.findByRole('alert')).toHaveTextContent('This was not saved; the card is back');
  expect(attention.getByRole('article', { name: 'Many may be confused' })).toBeVisible();
});

it('says of each block how those who were there did, also when they have moved on', async () => {
  await watch(
    view({
      blocks: [
        block({ present: 0, struggling: share('struggling', 0.6), lost_here: 2 }),
        block({ block_id: 'b', title: 'Trace it', present: 2, kind: 'hidden', struggling: null, n: null }),
        block({ block_id: 'c', title: 'Check yourself', present: 0, kind: 'hidden', struggling: null, n: null }),
      ],
    }),
  );
  const [left, small, untouched] = region('By lesson part')
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);
  expect(left).toBe('1. The base caseno students60% may be struggling, of at least 10 who were there2 lost here');
  expect(small).toBe('2. Trace it2 herenot shown');
  expect(untouched).toBe('3. Check yourselfno students');
});
