import { expect, test } from 'vitest';
import { rateDevice } from './device';

test.each([
  [[20, 21, 25], 'good', 6],
  [[160, 170, 150], 'good', 3.125],
  [[170, 170, 400], 'slow', 2.94],
  [[500, 500, 20], 'slow', 1],
  [[900, 510, 510], 'too_slow', 0.98],
])('frames of %j ms make a device %s, with %d readings a second', (times, verdict, perSecond) => {
  const speed = rateDevice(times);
  expect(speed.verdict).toBe(verdict);
  expect(speed.perSecond).toBeCloseTo(perSecond, 1);
});

test('one slow frame among quick ones decides nothing', () => {
  expect(rateDevice([20, 20, 2_000]).milliseconds).toBe(20);
});
