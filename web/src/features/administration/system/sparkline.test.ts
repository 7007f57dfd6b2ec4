import { expect, it } from 'vitest';
import { sparklinePath } from './sparkline';

it('runs from left to right, with some room above the highest value', () => {
  expect(sparklinePath([0, 5, 10], 100, 20)).toBe('M0 20L50 12L100 4');
});

it('is interrupted where nothing was measured', () => {
  expect(sparklinePath([10, null, 10, 5], 90, 20)).toBe('M0 4M60 4L90 12');
});

it('lies at the bottom when everything is zero', () => {
  expect(sparklinePath([0, 0], 100, 20)).toBe('M0 20L100 20');
});
