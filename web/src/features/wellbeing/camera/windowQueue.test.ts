import { expect, test, vi } from 'vitest';
import { Outbox } from '@/app/outbox';
import { ApiError, networkError } from '@/app/api/errors';
import type { Window } from '../api';
import { addWindow, placeWindow, WINDOWS_PER_REQUEST } from './windowQueue';

const START = Date.parse('2026-03-01T10:00:00Z');

function window(index: number): Window {
  return {
    id: `w${index}`, started_at: new Date(START + index * 10_000).toISOString(), seconds: 10, lesson_id: 'l1', block_id: null,
    p: [255, 0, 0, 0, 0, 0, 0, 0], coverage: 1, quality: 0.9, state: 'neutral', model: 'cnn@1', source: 'on_device',
  };
}

const windows = (count: number) => Array.from({ length: count }, (_, index) => window(index));
const queue = (count: number) => windows(count).reduce<Window[]>(addWindow, []);

test('a window says where in the lesson it was seen, or that it was in none', () => {
  const { lesson_id: _lesson, block_id: _block, ...summary } = window(1);
  expect(placeWindow(summary as never, { lessonId: 'l7', blockId: 'b2', inGradedQuiz: false })).toMatchObject({ lesson_id: 'l7', block_id: 'b2' });
  expect(placeWindow(summary as never, null)).toMatchObject({ lesson_id: null, block_id: null });
});

test('an hour waits at most, the newest', () => {
  const waiting = queue(400);
  expect(waiting).toHaveLength(360);
  expect(waiting.at(-1)?.id).toBe('w399');
});

test('a window that waited for a day is dropped', () => {
  const tomorrow = { ...window(1), id: 'late', started_at: new Date(START + 25 * 3_600_000).toISOString() };
  expect(addWindow(queue(3), tomorrow).map(({ id }) => id)).toEqual(['late']);
});

test('a request stays under sixteen kilobytes', () => {
  const id = '00000000-0000-4000-8000-000000000000';
  const full = { ...window(1), id, lesson_id: id, block_id: id, p: [32, 32, 32, 32, 32, 32, 32, 31], coverage: 0.9166666666666666, quality: 0.8123456789012345, state: 'happiness' as const, model: 'custom-cnn-48@2026.1' };
  expect(JSON.stringify({ windows: Array.from({ length: WINDOWS_PER_REQUEST }, () => full) }).length).toBeLessThan(16 * 1024);
});

function outbox(send: (batch: readonly Window[]) => Promise<unknown>, onRefused = vi.fn<() => void>()) {
  return new Outbox<Window>({ storageKey: 'test.windows', add: addWindow, send, batchSize: 2, delay: 1_000, onRefused });
}

test('windows survive a reload while the server cannot be reached, and go out in batches when it can', async () => {
  const offline = outbox(() => Promise.reject(networkError(null)));
  for (const one of windows(3)) offline.put(one);
  await offline.flush();
  expect(offline.state).toBe('waiting');
  offline.close();

  const batches: string[][] = [];
  const online = outbox(async (batch) => batches.push(batch.map(({ id }) => id)));
  await online.flush();
  expect(batches).toEqual([['w0', 'w1'], ['w2']]);
  expect(online.state).toBe('empty');
  expect(localStorage.getItem('test.windows')).toBeNull();
});

test('a refusal is told once and not repeated', async () => {
  const refused = vi.fn<() => void>();
  const send = vi.fn<() => Promise<unknown>>(() => Promise.reject(new ApiError('consent_required', 409, 'no')));
  const box = outbox(send, refused);
  box.put(window(1));
  await box.flush();
  await box.flush();
  expect(send).toHaveBeenCalledTimes(1);
  expect(refused).toHaveBeenCalledTimes(1);
  expect(box.items).toEqual([]);
});

test('leaving the page hands everything over, and keeps it until it is confirmed', () => {
  const send = vi.fn<(batch: readonly Window[], options: { keepalive: boolean }) => Promise<unknown>>(() => new Promise(() => undefined));
  const box = outbox(send as never);
  for (const one of windows(3)) box.put(one);
  box.flushOnLeaving();
  expect(send.mock.calls.map(([batch, options]) => [batch.length, options.keepalive])).toEqual([[2, true], [1, true]]);
  expect(box.items).toHaveLength(3);
  box.close();
});

test('withdrawn consent leaves nothing behind', () => {
  const box = outbox(async () => undefined);
  box.put(window(1));
  box.clear();
  expect(localStorage.getItem('test.windows')).toBeNull();
});
