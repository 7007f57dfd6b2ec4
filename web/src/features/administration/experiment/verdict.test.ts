import { expect, test } from 'vitest';
import { arm, comparison, hidden } from './experiment.testdata';
import { verdictOf } from './verdict';

test('a difference is claimed only where its interval does not hold zero', () => {
  expect(verdictOf(comparison({ difference: { value: 0.3, low: 0.1, high: 0.5 } }))).toBe('better');
  expect(verdictOf(comparison({ difference: { value: -0.3, low: -0.5, high: -0.1 } }))).toBe('worse');
  expect(verdictOf(comparison({ difference: { value: 0.3, low: -0.1, high: 0.6 } }))).toBe('open');
});

test('an arm that is too small silences the comparison', () => {
  expect(verdictOf(comparison({ arms: [arm(), hidden], difference: null }))).toBe('too_few');
});

test('a measure of one arm compares nothing', () => {
  expect(verdictOf(comparison({ arms: [arm()], difference: null }))).toBe('one_arm');
});
