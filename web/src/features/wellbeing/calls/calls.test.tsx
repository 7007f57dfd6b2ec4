import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it } from 'vitest';
import { publish } from '@/platform/events/events';
import { setLocation } from '@/platform/lesson/signals';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { LessonTools } from '../lesson/LessonTools';
import { SupportProvider } from '../support/SupportProvider';
import type { OwnCall } from './api';
import { CallNotices } from './CallNotices';

const CALLS = 'GET /api/v1/calls';
const settings = { mode: 'off', allowed_modes: ['off'], consent: {}, support: { enabled: true, snoozed_until: null } };
const done = () => new Response(null, { status: 204 });

function call(change: Partial<OwnCall> = {}): OwnCall {
  return {
    id: 'call-1',
    kind: 'hand_raised',
    lesson_id: 'lesson-2',
    lesson_title: 'Recursion',
    block_id: 'block-2',
    block_title: 'The base case',
    at: '2026-03-01T10:00:00Z',
    open_until: '2026-03-01T10:30:00Z',
    answer: null,
    ...change,
  };
}

/** Render with a server whose calls a test can change. */
async function withCalls(element: React.ReactNode, calls: OwnCall[]) {
  const server = { calls };
  const requests = answerRequests({
    [CALLS]: () => ({ calls: server.calls }),
    'GET /api/v1/wellbeing/settings': settings,
    'DELETE /api/v1/wellbeing/checkins/call-1': () => {
      server.calls = [];
      return done();
    },
    'PUT /api/v1/calls/call-1/answer/seen': () => {
      server.calls = [];
      return done();
    },
    'POST /api/v1/wellbeing/checkins': async (request: Request) => {
      server.calls = [call({ ...((await request.json()) as OwnCall) })];
      return Response.json(server.calls[0], { status: 201 });
    },
  });
  await renderInApp(<SupportProvider>{element}</SupportProvider>);
  return { server, sent: (method: string) => requests.filter((request) => request.method === method) };
}

afterEach(() => setLocation(null));

it('shows a hand that another device raised in another lesson, with its place, and lowers it', async () => {
  const { sent } = await withCalls(<LessonTools lessonId="lesson-1" />, [call()]);
  const lower = await screen.findByRole('button', { name: 'Lower hand' });
  expect(lower).toHaveAttribute('aria-pressed', 'true');
  expect(screen.getByText(/at Recursion · The base case/)).toBeVisible();
  await userEvent.click(lower);
  expect(await screen.findByRole('button', { name: 'Raise hand' })).toBeVisible();
  expect(sent('DELETE')).toHaveLength(1);
});

it('raises the hand with this place', async () => {
  act(() => setLocation({ lessonId: 'lesson-1', blockId: 'block-7', inGradedQuiz: false }));
  const { sent } = await withCalls(<LessonTools lessonId="lesson-1" />, []);
  await userEvent.click(await screen.findByRole('button', { name: 'Raise hand' }));
  expect(await screen.findByText(/Your tutor sees your name and your location in the lesson/)).toBeVisible();
  expect(await sent('POST')[0]?.json()).toMatchObject({
    kind: 'hand_raised',
    lesson_id: 'lesson-1',
    block_id: 'block-7',
  });
});

it('says immediately that a tutor has answered, and puts that away for every device', async () => {
  const { server, sent } = await withCalls(
    <>
      <LessonTools lessonId="lesson-2" />
      <CallNotices />
    </>,
    [call()],
  );
  await screen.findAllByRole('button', { name: 'Lower hand' });
  server.calls = [call({ answer: { kind: 'answered', by_name: 'Tom Weiss', at: '2026-03-01T10:04:00Z' } })];
  act(() => publish({ type: 'calls.changed' }));
  expect(await screen.findByText(/Tom Weiss has answered your raised hand/)).toBeVisible();
  expect(screen.getByRole('button', { name: 'Raise hand' })).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'OK' }));
  await waitFor(() => expect(screen.queryByText(/Tom Weiss/)).toBeNull());
  expect(sent('PUT')).toHaveLength(1);
});

it('keeps an answer back while a graded quiz is open', async () => {
  act(() => setLocation({ lessonId: 'lesson-1', blockId: 'quiz', inGradedQuiz: true }));
  await withCalls(<CallNotices />, [
    call({ answer: { kind: 'answered', by_name: 'Tom Weiss', at: '2026-03-01T10:04:00Z' } }),
  ]);
  await waitFor(() => expect(screen.queryByText(/Tom Weiss/)).toBeNull());
  act(() => setLocation(null));
  expect(await screen.findByText(/Tom Weiss has answered/)).toBeVisible();
});

it('lets a hand be lowered outside of every lesson', async () => {
  const { sent } = await withCalls(<CallNotices />, [call()]);
  await userEvent.click(await screen.findByRole('button', { name: 'Lower hand' }));
  await waitFor(() => expect(screen.queryByRole('button')).toBeNull());
  expect(sent('DELETE')).toHaveLength(1);
});
