import { expect, test } from 'vitest';
import type { Week } from '../api';
import { minutesWithout, weeksOption } from './weeksOption';

const week = (change: Partial<Week>): Week => ({
  starts_at: '2026-03-02T00:00:00Z',
  ends_at: '2026-03-09T00:00:00Z',
  studied_minutes: 60,
  coverage: 0.8,
  checkins: 1,
  lost_here: 0,
  messages: 2,
  state_minutes: { engaged: 20, maybe_confused: 5, maybe_frustrated: 0, maybe_disengaged: 0, low_mood: 0, unknown: 5 },
  ...change,
});
const words = { week: () => 'this week', state: (state: string) => state, unread: 'without', minutes: 'Minutes' };

test('study without a summary is shown apart and never as calm', () => {
  const series = weeksOption([week({})], words, (token) => token).series as { id: string; data: number[] }[];
  expect(Object.fromEntries(series.map(({ id, data }) => [id, data[0]]))).toMatchObject({
    engaged: 20,
    unknown: 5,
    without: 30,
  });
});

test('summaries outside of counted study leave no negative rest', () => {
  expect(minutesWithout(week({ studied_minutes: 10 }))).toBe(0);
});
