import { expect, test } from 'vitest';
import { problemOf } from './draft';

const term = { name: 'Autumn', starts_on: '2026-09-01', ends_on: '2027-01-31' };

test.each([
  [{}, null],
  [{ ends_on: '2026-09-07' }, null],
  [{ ends_on: '2027-09-06' }, null],
  [{ name: ' ' }, 'name'],
  [{ starts_on: '' }, 'dates'],
  [{ ends_on: '2026-08-31' }, 'order'],
  [{ ends_on: '2026-09-06' }, 'short'],
  [{ ends_on: '2027-09-07' }, 'long'],
] as const)('%j: %s', (change, problem) => {
  expect(problemOf({ ...term, ...change })).toBe(problem);
});
