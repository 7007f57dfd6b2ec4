import { act, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openEventStream } from '@/platform/events/eventStream';
import { answerRequests } from '@/test/server';
import { usePresence } from './usePresence';

/** The stream of a browser, whose connection a test loses and finds. */
class FakeStream extends EventTarget {
  static last: FakeStream;
  readonly readyState = 0;

  constructor() {
    super();
    FakeStream.last = this;
  }

  close(): void {}
}

let close: () => void;
let requests: Request[];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Object.assign(FakeStream, { CLOSED: 2 }));
  requests = answerRequests({ 'POST /api/v1/presence': () => new Response(null, { status: 204 }) });
  close = openEventStream();
});

afterEach(() => {
  close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function streamEvent(event: 'open' | 'error', waitMs: number) {
  await act(async () => {
    FakeStream.last.dispatchEvent(new Event(event));
    await vi.advanceTimersByTimeAsync(waitMs);
  });
}

it('reports immediately when the stream is back: the server may have restarted and know no student', async () => {
  renderHook(() => usePresence(true));
  await streamEvent('open', 3_000);
  expect(requests).toHaveLength(1);
  await streamEvent('error', 3_000);
  expect(requests).toHaveLength(1);
  await streamEvent('open', 3_000);
  expect(requests).toHaveLength(2);
  await act(() => vi.advanceTimersByTimeAsync(3_000));
  expect(requests).toHaveLength(2);
});

it('reports nothing for anybody but students', async () => {
  renderHook(() => usePresence(false));
  await streamEvent('error', 1_000);
  await streamEvent('open', 30_000);
  expect(requests).toHaveLength(0);
});
