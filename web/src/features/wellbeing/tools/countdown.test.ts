import { expect, test } from 'vitest';
import { clock, secondsUntil } from './countdown';

test('seconds read as a clock', () => {
  expect([0, 5, 60, 125].map(clock)).toEqual(['0:00', '0:05', '1:00', '2:05']);
});

test('what is over stays at zero', () => {
  expect(secondsUntil(10_400, 4_000)).toBe(6);
  expect(secondsUntil(1_000, 4_000)).toBe(0);
});
