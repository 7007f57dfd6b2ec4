import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { announcementOf, formatLeft } from './countdown';
import { availabilityOf } from './rules';
import { useClockDifference, useCountdown } from './useCountdown';

const MINUTE = 60_000;

test('the time left is whole minutes while there is plenty, and exact in the last five', () => {
  expect(formatLeft(20 * MINUTE - 1)).toEqual({ minutes: 20, seconds: null });
  expect(formatLeft(5 * MINUTE)).toEqual({ minutes: 5, seconds: 0 });
  expect(formatLeft(61_000)).toEqual({ minutes: 1, seconds: 1 });
  expect(formatLeft(-3)).toEqual({ minutes: 0, seconds: 0 });
});

test('five minutes and one minute are said once, when they are passed', () => {
  expect(announcementOf(5 * MINUTE + 1, 5 * MINUTE)).toBe(5);
  expect(announcementOf(5 * MINUTE, 5 * MINUTE - 1)).toBeNull();
  expect(announcementOf(6 * MINUTE, MINUTE)).toBe(1);
  expect(announcementOf(4 * MINUTE, 3 * MINUTE)).toBeNull();
});

test('a quiz opens and closes to the instant', () => {
  const rules = { available_from: '2026-03-01T10:00:00Z', available_until: '2026-03-01T12:00:00Z' };
  const at = (time: string) => availabilityOf(rules, Date.parse(`2026-03-01T${time}Z`));
  expect([at('09:59:59'), at('10:00:00'), at('11:59:59'), at('12:00:00')]).toEqual(['not_yet', 'open', 'open', 'over']);
  expect(availabilityOf({ available_from: null, available_until: null }, 0)).toBe('open');
});

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-03-01T10:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

function Clock({ serverTime, endsAt, onEnd }: { serverTime: string; endsAt: string; onEnd: () => void }) {
  const { left } = useCountdown({ endsAt, ahead: useClockDifference(serverTime), onEnd });
  return <p>{left === null ? 'not yet known' : `${String(left / 1000)} s`}</p>;
}

test("the server's clock counts, not this device's, and the end comes once", () => {
  const onEnd = vi.fn<() => void>();
  // This device is ten minutes ahead: by its own clock the time would have been over before it began.
  render(<Clock serverTime="2026-03-01T09:50:00Z" endsAt="2026-03-01T09:51:00Z" onEnd={onEnd} />);
  act(() => void vi.advanceTimersByTime(1));
  act(() => void vi.advanceTimersByTime(29_999));
  expect(screen.getByText(/^30(\.\d+)? s$/)).toBeVisible();
  expect(onEnd).not.toHaveBeenCalled();
  act(() => void vi.advanceTimersByTime(60_000));
  expect(onEnd).toHaveBeenCalledTimes(1);
});
