import { expect, test } from 'vitest';
import { ReadingRate } from './readingRate';

function beat(pulse: ReadingRate, from: number, seconds: number, every: number): boolean {
  let slow = false;
  for (let t = from; t <= from + seconds * 1000; t += every) slow = pulse.isSlow(t);
  return slow;
}

test('a quick device is never called slow', () => {
  expect(beat(new ReadingRate(), 0, 60, 200)).toBe(false);
});

test('a slow one is, once twenty seconds have shown it', () => {
  const pulse = new ReadingRate();
  expect(beat(pulse, 0, 18, 1_500)).toBe(false);
  expect(beat(pulse, 19_500, 6, 1_500)).toBe(true);
});

test('a device that recovers is not slow any more', () => {
  const pulse = new ReadingRate();
  expect(beat(pulse, 0, 30, 2_000)).toBe(true);
  expect(beat(pulse, 30_200, 20, 200)).toBe(false);
});

test('a tab that was hidden for a while proves nothing', () => {
  const pulse = new ReadingRate();
  beat(pulse, 0, 30, 200);
  expect(pulse.isSlow(120_000)).toBe(false);
});
