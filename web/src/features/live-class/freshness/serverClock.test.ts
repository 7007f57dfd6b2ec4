import { expect, it } from 'vitest';
import { observeServerClock, resetServerClock, serverTime } from './serverClock';

const NOON = Date.parse('2026-11-23T12:00:00Z');

function at(seconds: number): string {
  return new Date(NOON + seconds * 1000).toISOString();
}

it('corrects a device that is an hour ahead', () => {
  resetServerClock(at(0), NOON + 3_600_000);
  expect(serverTime(NOON + 3_600_000 + 5_000)).toBe(NOON + 5_000);
});

it('goes by the message that was the shortest time on its way', () => {
  resetServerClock(at(0), NOON + 4_000);
  observeServerClock(at(5), NOON + 5_200);
  observeServerClock(at(10), NOON + 13_000);
  expect(serverTime(NOON + 20_200)).toBe(NOON + 20_000);
});

it('does not take a message that was held up for a young one', () => {
  resetServerClock(at(0), NOON);
  observeServerClock(at(5), NOON + 65_000);
  expect(serverTime(NOON + 65_000) - Date.parse(at(5))).toBe(60_000);
});

it('begins again with a fetch, because a clock may have been set', () => {
  resetServerClock(at(0), NOON);
  resetServerClock(at(60), NOON + 7_260_000);
  expect(serverTime(NOON + 7_260_000)).toBe(NOON + 60_000);
});
