import { beforeEach, expect, test, vi } from 'vitest';
import { ApiError, networkError } from '@/platform/api/errors';
import { clearPlayback, setPlayback } from '@/platform/lesson/playback';
import { MemoryStore, Outbox, type OutboxOptions } from '@/platform/outbox';
import type { Window } from '../api';
import { locateWindow, WINDOWS_PER_REQUEST, windowBox } from './windowQueue';

const START = Date.parse('2026-03-01T10:00:00Z');

function window(index: number): Window {
  return {
    id: `w${index}`,
    started_at: new Date(START + index * 10_000).toISOString(),
    seconds: 10,
    lesson_id: 'l1',
    block_id: null,
    p: [255, 0, 0, 0, 0, 0, 0, 0],
    coverage: 1,
    quality: 0.9,
    state: 'neutral',
    model: 'cnn@1',
    source: 'on_device',
  };
}

const windows = (count: number) => Array.from({ length: count }, (_, index) => window(index));

let store: MemoryStore;
beforeEach(() => {
  store = new MemoryStore();
  vi.setSystemTime(START);
});

function outbox(send: OutboxOptions<Window>['send'], more: Partial<OutboxOptions<Window>> = {}) {
  return new Outbox<Window>({ ...windowBox('u1'), send, delay: 1_000, store: Promise.resolve(store), ...more });
}

test('a window says where in the lesson it was seen, or that it was in none', () => {
  const { lesson_id: _lesson, block_id: _block, ...summary } = window(1);
  expect(locateWindow(summary as never, { lessonId: 'l7', blockId: 'b2', inGradedQuiz: false })).toMatchObject({
    lesson_id: 'l7',
    block_id: 'b2',
  });
  expect(locateWindow(summary as never, null)).toMatchObject({ lesson_id: null, block_id: null });
});

test('at a video a window says at which second it was in its middle', () => {
  const { lesson_id: _lesson, block_id: _block, ...summary } = window(0);
  const at = { lessonId: 'l7', blockId: 'b2', inGradedQuiz: false };
  setPlayback('b2', 40, START + 4_000);
  setPlayback('b2', 41, START + 5_000);
  setPlayback('b2', 46, START + 10_000);
  expect(locateWindow(summary as never, at).position).toBe(41);
  expect(locateWindow(summary as never, { ...at, blockId: 'b1' }).position).toBeNull();
  clearPlayback('b2');
  expect(locateWindow(summary as never, at).position).toBeNull();
});

test('an hour waits at most, the newest, and what had to go is told', () => {
  const box = outbox(async () => undefined);
  for (const one of windows(400)) box.put(one);
  expect(box.items).toHaveLength(360);
  expect(box.items.at(-1)?.id).toBe('w399');
  expect(box.refusals).toMatchObject([{ code: 'too_many', count: 40 }]);
});

test('a window that waited for a day is not sent, and that is told', async () => {
  const send = vi.fn<OutboxOptions<Window>['send']>(async () => undefined);
  const box = outbox(send);
  for (const one of windows(3)) box.put(one);
  vi.setSystemTime(START + 25 * 3_600_000);
  box.put({ ...window(1), id: 'late', started_at: new Date(START + 25 * 3_600_000).toISOString() });
  await box.open();
  expect(send.mock.calls.flatMap(([batch]) => batch.map(({ id }) => id))).toEqual(['late']);
  expect(box.refusals).toMatchObject([{ code: 'too_old', count: 3 }]);
});

test('a request stays under sixteen kilobytes', () => {
  const id = '00000000-0000-4000-8000-000000000000';
  const full = {
    ...window(1),
    id,
    lesson_id: id,
    block_id: id,
    p: [32, 32, 32, 32, 32, 32, 32, 31],
    coverage: 0.9166666666666666,
    quality: 0.8123456789012345,
    state: 'happiness' as const,
    model: 'custom-cnn-48@2026.1',
  };
  expect(JSON.stringify({ windows: Array.from({ length: WINDOWS_PER_REQUEST }, () => full) }).length).toBeLessThan(
    16 * 1024,
  );
});

test('windows survive a reload while the server cannot be reached, and go out in batches when it can', async () => {
  const offline = outbox(() => Promise.reject(networkError(null)), { batchSize: 2 });
  for (const one of windows(3)) offline.put(one);
  await offline.open();
  expect(offline.state).toBe('waiting');
  offline.close();

  const batches: string[][] = [];
  const online = outbox(async (batch) => void batches.push(batch.map(({ id }) => id)), { batchSize: 2 });
  await online.open();
  expect(batches).toEqual([['w0', 'w1'], ['w2']]);
  expect(online.state).toBe('empty');
  expect(await store.all('attune.private.windows.u1')).toEqual([]);
});

test('a refusal is told once and not repeated', async () => {
  const onRefused = vi.fn<() => void>();
  const send = vi.fn<() => Promise<void>>(() => Promise.reject(new ApiError('consent_required', 409, 'no')));
  const box = outbox(send, { onRefused });
  box.put(window(1));
  await box.open();
  await box.flush();
  expect(send).toHaveBeenCalledTimes(1);
  expect(onRefused).toHaveBeenCalledTimes(1);
  expect(box.items).toEqual([]);
});

test('withdrawn consent leaves nothing behind', async () => {
  const box = outbox(async () => undefined);
  box.put(window(1));
  await box.clear();
  expect([box.items, await store.all('attune.private.windows.u1')]).toEqual([[], []]);
});
