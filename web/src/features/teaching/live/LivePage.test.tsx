import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router';
import { beforeEach, expect, it, vi } from 'vitest';
import { publish } from '@/app/events';
import { commitUndo, currentUndo, takeBack } from '@/components/undo/undoStore';
import { renderInApp } from '@/test/render';
import { answerRequests, failure } from '@/test/server';
import type { LiveView } from '../types';
import { alert, block, student, view } from './classroom.testdata';
import { LivePage } from './LivePage';

vi.mock('@/components/chart/Chart', () => ({
  Chart: ({ title, summary }: { title: string; summary: string }) => <figure aria-label={title}>{summary}</figure>,
}));

const LIVE = 'GET /api/v1/teaching/courses/course-1/live';

async function watch(live: LiveView, replies: Record<string, unknown> = {}) {
  const requests = answerRequests({ [LIVE]: live, ...replies });
  await renderInApp(<Routes><Route path="/teach/courses/:courseId/live" element={<LivePage />} /></Routes>, { path: '/teach/courses/course-1/live' });
  await screen.findByRole('heading', { level: 1, name: 'Live: Thinking in programs' });
  return requests;
}

function region(name: string) {
  return within(screen.getByRole('region', { name }));
}

beforeEach(commitUndo);

it('shows shares with what they are shares of, and unknown apart', async () => {
  await watch(view());
  const picture = region('How the class is doing');
  expect(picture.getByRole('figure')).toHaveTextContent('engaged: 57% (4 of 7); may be confused: 43% (3 of 7)');
  expect(picture.getByText('Unknown: 1 student, in no share above')).toBeVisible();
  expect(picture.getByText(/Coverage: 82% of the time could be read/)).toBeVisible();
});

it('hides the shares of a small class and says why', async () => {
  await watch(view({ class_states: { suppressed: true, minimum: 5, n: 3, shares: [] } }));
  const picture = region('How the class is doing');
  expect(picture.queryByRole('figure')).toBeNull();
  expect(picture.getByText(/it takes at least 5 students with a known state; at the moment there are 3/)).toBeVisible();
});

it('hides shares that would give one person away, and does not claim that there are too few', async () => {
  await watch(view({ class_states: { suppressed: true, minimum: 5, n: 7, shares: [] } }));
  expect(region('How the class is doing').getByText(/would give one person away/)).toBeVisible();
});

it('shows what a student shares, and nothing but presence of one who does not', async () => {
  await watch(view({
    students: [student({ learning_state: 'maybe_confused', expression: 'surprise' }), student({ user_id: '2', name: 'Jonas Berg', shares: false })],
  }));
  const [sharing, silent] = region('Students').getAllByRole('listitem');
  expect(sharing).toHaveTextContent('may be confused');
  expect(sharing).toHaveTextContent('Expression: surprised (70%)');
  expect(silent).toHaveTextContent('Jonas Berg');
  expect(silent).not.toHaveTextContent(/confused|engaged|Expression/);
});

it('follows a pushed event without asking the server again', async () => {
  const requests = await watch(view({ students: [student()] }));
  act(() => publish({ type: 'live.student', course_id: 'course-1', student: student({ learning_state: 'maybe_frustrated', hand_raised: true }) }));
  const [tile] = region('Students').getAllByRole('listitem');
  await vi.waitFor(() => expect(tile).toHaveTextContent('may be frustrated'));
  expect(tile).toHaveTextContent('Hand raised');
  expect(requests).toHaveLength(1);
});

it('keeps what is pushed while the fetch is under way', async () => {
  let answer: (live: LiveView) => void = () => undefined;
  const asked = vi.fn<() => Promise<LiveView>>(() => new Promise((resolve) => { answer = resolve; }));
  const loading = watch(view(), { [LIVE]: asked });
  await vi.waitFor(() => expect(asked).toHaveBeenCalled());
  publish({ type: 'live.alerts', course_id: 'course-1', alerts: [alert({ title: 'Somebody raised a hand' })] });
  answer(view());
  await loading;
  expect(region('Needs you now').getByRole('article', { name: 'Somebody raised a hand' })).toBeVisible();
});

it('is live by the age of its figures, not because a stream is open, and asks again once they are old', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  try {
    const requests = await watch(view());
    expect(screen.getByText('Live')).toBeVisible();
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    act(() => publish({ type: 'live.tick', course_id: 'course-1', generated_at: '2026-11-23T10:00:10Z', coming_back: false }));
    await act(() => vi.advanceTimersByTimeAsync(10_000));
    expect(screen.getByText('Live')).toBeVisible();
    expect(requests).toHaveLength(1);
    vi.mocked(fetch).mockReset().mockImplementation(() => Promise.reject(new TypeError('nobody answers')));
    await act(() => vi.advanceTimersByTimeAsync(8_000));
    expect(screen.queryByText('Live')).toBeNull();
    expect(screen.getByText(/^Not live: figures are from/)).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent('These figures are old');
    expect(fetch).toHaveBeenCalled();
  } finally {
    vi.useRealTimers();
  }
});

it('says that students are coming back after a start, and not that nobody is there', async () => {
  await watch(view({ coming_back: true, counts: { enrolled: 12, present: 0, consenting: 8, active: 0, unknown: 0 } }));
  expect(screen.getByText('Coming back')).toBeVisible();
  expect(screen.queryByRole('heading', { name: 'Nobody is here yet' })).toBeNull();
});

it('says what to do while nobody is there', async () => {
  await watch(view({ counts: { enrolled: 12, present: 0, consenting: 0, active: 0, unknown: 0 }, students: [] }));
  expect(screen.getByRole('heading', { name: 'Nobody is here yet' })).toBeVisible();
  expect(screen.queryByRole('region', { name: 'How the class is doing' })).toBeNull();
});

it('takes a card away at once, tells the server, and brings it back on undo', async () => {
  const path = '/api/v1/teaching/alerts/alert-1/resolution';
  const done = () => new Response(null, { status: 204 });
  const requests = await watch(view({ alerts: [alert()] }), { [`POST ${path}`]: done, [`DELETE ${path}`]: done });
  const attention = region('Needs you now');

  await userEvent.click(attention.getByRole('button', { name: 'False alarm' }));
  expect(attention.queryByRole('article')).toBeNull();
  expect(attention.getByRole('heading', { name: 'Needs you now' })).toHaveFocus();
  expect(await requests[1]?.json()).toEqual({ resolution: 'false_alarm' });
  expect(currentUndo()?.message).toBe('Marked as a false alarm: Many may be confused');

  act(takeBack);
  expect(await attention.findByRole('article', { name: 'Many may be confused' })).toBeVisible();
  await vi.waitFor(() => expect(requests[2]?.method).toBe('DELETE'));
});

it('puts a card back when the server refuses', async () => {
  const path = 'POST /api/v1/teaching/alerts/alert-1/resolution';
  await watch(view({ alerts: [alert()] }), { [path]: () => failure(500, 'internal_error') });
  const attention = region('Needs you now');
  await userEvent.click(attention.getByRole('button', { name: 'Dismiss' }));
  expect(await attention.findByRole('alert')).toHaveTextContent('This was not saved; the card is back');
  expect(attention.getByRole('article', { name: 'Many may be confused' })).toBeVisible();
});

it('says of each block how those who were there did, also when they have moved on', async () => {
  await watch(view({ blocks: [
    block({ present: 0, struggling_share: 0.6, n: 5, lost_here: 2 }),
    block({ block_id: 'b', title: 'Trace it', present: 2, struggling_share: null, n: 2 }),
    block({ block_id: 'c', title: 'Check yourself', present: 0, struggling_share: null, n: 0 }),
  ] }));
  const [left, small, untouched] = region('Where in the lesson').getAllByRole('listitem').map(({ textContent }) => textContent);
  expect(left).toBe('1. The base casenobody here60% of 5 who were there may be struggling2 lost here');
  expect(small).toBe('2. Trace it2 hereshare hidden: too few');
  expect(untouched).toBe('3. Check yourselfnobody here');
});
