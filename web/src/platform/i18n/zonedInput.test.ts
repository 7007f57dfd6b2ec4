import { expect, test } from 'vitest';
import { fromZonedInput, toZonedInput } from './zonedInput';

test.each([
  ['America/New_York', '2026-03-08T09:00', '2026-03-08T13:00:00.000Z'],
  ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:30:00.000Z'], // left out: an hour later
  ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30:00.000Z'], // there twice: the first
  ['Pacific/Auckland', '2026-04-05T02:30', '2026-04-04T13:30:00.000Z'], // there twice: the first
  ['Pacific/Auckland', '2026-09-27T14:00', '2026-09-27T01:00:00.000Z'],
  ['Asia/Kathmandu', '2026-01-01T00:15', '2025-12-31T18:30:00.000Z'],
  ['UTC', '2026-01-01T00:15', '2026-01-01T00:15:00.000Z'],
])('what is entered in %s at %s is the instant %s', (zone, typed, instant) => {
  expect(fromZonedInput(typed, zone)).toBe(instant);
});

test('every instant comes back as it was shown, also around the days on which the clocks change', () => {
  for (const zone of ['America/New_York', 'Pacific/Auckland', 'Europe/Berlin', 'Australia/Lord_Howe']) {
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 7 * 3_600_000) {
      const shown = toZonedInput(new Date(at).toISOString(), zone);
      expect(toZonedInput(fromZonedInput(shown, zone), zone)).toBe(shown);
    }
  }
});

test('nothing is nothing', () => {
  expect(toZonedInput(null, 'UTC')).toBe('');
  expect(fromZonedInput('', 'UTC')).toBeNull();
});
