import { expect, test } from 'vitest';
import { calendarDays, dueDate, relativeTime } from './dates';

const BERLIN = 'Europe/Berlin';
const at = (text: string) => Date.parse(text);
const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ');

test('on Sunday at one in the morning, Monday 14:00 is tomorrow', () => {
  const [now, due] = [at('2026-11-29T01:00:00+01:00'), at('2026-11-30T14:00:00+01:00')];
  expect(plain(dueDate('en-GB', due, now, BERLIN))).toBe('Mon 30 Nov, 14:00 (tomorrow)');
  expect(plain(dueDate('de', due, now, BERLIN))).toBe('Mo., 30. Nov., 14:00 (morgen)');
});

test('what is due later on the same day is due today, and what was due yesterday was due yesterday', () => {
  expect(plain(dueDate('en-GB', at('2026-11-29T23:30:00+01:00'), at('2026-11-29T00:10:00+01:00'), BERLIN))).toBe(
    'Sun 29 Nov, 23:30 (today)',
  );
  expect(plain(dueDate('en-GB', at('2026-11-28T23:59:00+01:00'), at('2026-11-29T00:01:00+01:00'), BERLIN))).toBe(
    'Sat 28 Nov, 23:59 (yesterday)',
  );
});

test("the reader's zone decides which day it is", () => {
  const [now, due] = [at('2026-11-29T12:00:00Z'), at('2026-11-29T23:30:00Z')];
  expect([calendarDays(now, due, BERLIN), calendarDays(now, due, 'America/New_York')]).toEqual([1, 0]);
});

test('a day of 23 or 25 hours is a day', () => {
  expect(calendarDays(at('2026-03-28T12:00:00+01:00'), at('2026-03-30T00:30:00+02:00'), BERLIN)).toBe(2);
  expect(calendarDays(at('2026-10-24T23:30:00+02:00'), at('2026-10-26T00:30:00+01:00'), BERLIN)).toBe(2);
});

test('another year is named', () => {
  expect(plain(dueDate('en-GB', at('2027-01-04T09:00:00+01:00'), at('2026-12-30T12:00:00+01:00'), BERLIN))).toMatch(
    /2027.*\(in 5 days\)/,
  );
});

test('the past, too, goes by the calendar from a day on', () => {
  const now = at('2026-11-29T01:00:00+01:00');
  expect(relativeTime('en', at('2026-11-27T14:00:00+01:00'), now, BERLIN)).toBe('2 days ago');
  expect(relativeTime('en', at('2026-11-28T00:30:00+01:00'), now, BERLIN)).toBe('yesterday');
  expect(relativeTime('en', at('2026-11-28T14:00:00+01:00'), now, BERLIN)).toBe('11 hours ago');
});
