import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError, networkError } from './api/errors';
import { Outbox, retryDelay } from './outbox';

type Send = (batch: readonly string[], options: { keepalive: boolean }) => Promise<unknown>;

function outbox(send: Send) {
  return new Outbox<string>({ storageKey: 'test', add: (waiting, item) => [...waiting.filter((other) => other !== item), item], send, batchSize: 10, delay: 100 });
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('items gather for a moment and go out together', async () => {
  const send = vi.fn<Send>(async () => undefined);
  const box = outbox(send);
  box.put('a');
  box.put('b');
  await vi.advanceTimersByTimeAsync(100);
  expect(send.mock.calls).toEqual([[['a', 'b'], { keepalive: false }]]);
  expect(box.state).toBe('empty');
});

test('a failed delivery is repeated, each time later, until it arrives', async () => {
  const send = vi.fn<Send>().mockRejectedValueOnce(networkError(null)).mockRejectedValueOnce(new ApiError('internal_error', 500, '')).mockResolvedValue(null);
  const box = outbox(send);
  box.put('a');
  await vi.advanceTimersByTimeAsync(100);
  expect(box.state).toBe('waiting');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(send).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(3_999);
  expect(send).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(1);
  expect(box.state).toBe('empty');
});

test('the pause doubles up to a minute', () => {
  expect([1, 2, 3, 5, 6, 9].map(retryDelay)).toEqual([2_000, 4_000, 8_000, 32_000, 60_000, 60_000]);
});

test('what comes in during a delivery is delivered after it, never lost', async () => {
  const sent: string[][] = [];
  let finish: () => void = () => undefined;
  const box = outbox((batch) => {
    sent.push([...batch]);
    return sent.length === 1 ? new Promise<void>((resolve) => (finish = resolve)) : Promise.resolve();
  });
  box.put('a');
  await vi.advanceTimersByTimeAsync(100);
  box.put('b');
  finish();
  await vi.advanceTimersByTimeAsync(100);
  expect(sent).toEqual([['a'], ['b']]);
});

test('a session that has ended keeps everything for the next one', async () => {
  const box = outbox(async () => Promise.reject(new ApiError('unauthenticated', 401, '')));
  box.put('a');
  await vi.advanceTimersByTimeAsync(100);
  expect(outbox(async () => undefined).items).toEqual(['a']);
  box.close();
});
