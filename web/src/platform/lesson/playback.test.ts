import { afterEach, expect, test } from 'vitest';
import { clearPlayback, positionAt, setPlayback } from './playback';

afterEach(() => {
  clearPlayback('b1');
  clearPlayback('b2');
});

test('a video stood where it said last, and stays there while it is paused', () => {
  setPlayback('b1', 10, 1_000);
  setPlayback('b1', 12.34, 3_000);
  expect(positionAt('b1', 2_999)).toBe(10);
  expect(positionAt('b1', 90_000)).toBe(12.3);
});

test('nothing is known before its first word, of another block, and after it is gone', () => {
  setPlayback('b1', 10, 1_000);
  expect([positionAt('b1', 999), positionAt('b2', 2_000), positionAt(null, 2_000)]).toEqual([null, null, null]);
  clearPlayback('b1');
  expect(positionAt('b1', 2_000)).toBeNull();
});

test('the next video begins with nothing of the one before', () => {
  setPlayback('b1', 10, 1_000);
  setPlayback('b2', 0, 5_000);
  expect([positionAt('b2', 2_000), positionAt('b2', 5_000)]).toEqual([null, 0]);
});

test('what is long past is let go, except for where the video last stood', () => {
  for (let second = 0; second <= 300; second += 1) setPlayback('b1', second, second * 1_000);
  expect([positionAt('b1', 100_000), positionAt('b1', 180_000), positionAt('b1', 300_000)]).toEqual([null, 180, 300]);
});
