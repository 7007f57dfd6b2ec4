import { expect, test } from 'vitest';
import { followSpeed, medianOf, NO_SPEED, rateOf } from './speed';

test('nothing is said before there is something to say', () => {
  expect(medianOf(NO_SPEED)).toBeNull();
  expect(rateOf(followSpeed(NO_SPEED, 10, 0))).toBeNull();
});

test('the median and the rate follow the latest frames', () => {
  let speed = NO_SPEED;
  for (let frame = 0; frame < 50; frame++) speed = followSpeed(speed, frame < 30 ? 100 : 20, frame * 200);
  expect(medianOf(speed)).toBe(20);
  expect(rateOf(speed)).toBeCloseTo(5);
  expect(speed.at).toHaveLength(20);
});
