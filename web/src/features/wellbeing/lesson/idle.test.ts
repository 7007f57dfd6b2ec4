import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { IdleTime } from './idle';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function following() {
  const reported: number[] = [];
  return { reported, idle: new IdleTime((seconds) => reported.push(seconds)) };
}

test('a minute without anything is reported, and what follows until something is done', () => {
  const { reported, idle } = following();
  vi.advanceTimersByTime(59_000);
  expect(reported).toEqual([]);
  vi.advanceTimersByTime(91_000);
  idle.sign();
  expect(reported).toEqual([60, 60, 30]);
});

test('less than a minute is reading', () => {
  const { reported, idle } = following();
  for (let minute = 0; minute < 3; minute += 1) {
    vi.advanceTimersByTime(50_000);
    idle.sign();
  }
  expect(reported).toEqual([]);
});

test('a page out of sight is not idle', () => {
  const { reported, idle } = following();
  vi.advanceTimersByTime(70_000);
  idle.end();
  vi.advanceTimersByTime(600_000);
  idle.sign();
  expect(reported).toEqual([60, 10]);
});

test('after a quarter of an hour nobody is there', () => {
  const { reported, idle } = following();
  vi.advanceTimersByTime(60 * 60_000);
  idle.sign();
  expect(reported).toEqual(Array.from({ length: 15 }, () => 60));
});
