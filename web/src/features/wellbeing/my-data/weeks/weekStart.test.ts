import { expect, test } from 'vitest';
import { weekStart } from './weekStart';

const day = (iso: string) => new Date(iso).toDateString();

test('a week begins on Monday, or on Sunday where that is the custom', () => {
  const thursday = new Date(2026, 2, 5, 15, 30);
  expect(day(weekStart(thursday, 'de'))).toBe('Mon Mar 02 2026');
  expect(day(weekStart(thursday, 'en-US'))).toBe('Sun Mar 01 2026');
});

test('the first day of a week belongs to it from midnight on', () => {
  const monday = new Date(2026, 2, 2, 0, 0, 0);
  expect(weekStart(monday, 'en-GB')).toBe(monday.toISOString());
  expect(day(weekStart(new Date(2026, 2, 1, 23, 59), 'en-GB'))).toBe('Mon Feb 23 2026');
});
