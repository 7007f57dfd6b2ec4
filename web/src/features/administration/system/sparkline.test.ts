import { expect, it } from 'vitest';
import { sparklinePath } from './sparkline';

it('runs from left to right with the highest value at the top', () => {
  expect(sparklinePath([0, 5, 10], 100, 20)).toBe('M0 20L50 10L100 0');
});

it('is interrupted where nothing was measured', () => {
  expect(sparklinePath([10, null, 10, 5], 90, 20)).toBe('M0 0M60 0L90 10');
});

it('lies at the bottom when everything is zero', () => {
  expect(sparklinePath([0, 0], 100, 20)).toBe('M0 20L100 20');
});
