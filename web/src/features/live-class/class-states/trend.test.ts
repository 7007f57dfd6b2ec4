import { describe, expect, it } from 'vitest';
import { hidden, picture, view, word } from '../classroom.testdata';
import type { LivePoint, LiveView } from '../types';
import { extendTrend, holdUntil, isDrawable, pointsOf, TREND_MS, type TrendPoint } from './trend';

const START = Date.parse('2026-11-23T10:00:00Z');

function viewAt(milliseconds: number, change: Partial<LiveView> = {}): LiveView {
  return view({ generated_at: new Date(START + milliseconds).toISOString(), ...change });
}

function watch(...views: LiveView[]): readonly TrendPoint[] {
  return pointsOf(views.reduce<LivePoint[]>(extendTrend, []));
}

describe('the trend of the last minutes', () => {
  it('remembers the shares of each moment', () => {
    expect(watch(viewAt(0))).toEqual([
      { at: START, shares: { engaged: 0.6, maybe_confused: 0.4, struggling: 0.4 }, coverage: 'high' },
    ]);
  });

  it('has a gap, not a zero, where too few were counted', () => {
    expect(watch(viewAt(0, { class_states: hidden }))[0]?.shares).toBeNull();
  });

  it('draws a share that is released as a word in the middle of its range', () => {
    const words = picture({ shares: [word('engaged', 'many', 0.6)], struggling: word('struggling', 'some', 0.2) });
    const [point] = watch(viewAt(0, { class_states: words }));
    expect(point?.shares?.engaged).toBeCloseTo(0.7);
    expect(point?.shares?.struggling).toBeCloseTo(0.3);
  });

  it('discards what is older than its span', () => {
    const points = watch(viewAt(0), viewAt(60_000), viewAt(TREND_MS + 30_000));
    expect(points.map(({ at }) => at - START)).toEqual([60_000, TREND_MS + 30_000]);
  });

  it('does not grow when the same figures are folded in again', () => {
    const points = [viewAt(0), viewAt(5_000)].reduce<LivePoint[]>(extendTrend, []);
    expect(extendTrend(points, viewAt(5_000))).toBe(points);
  });

  it('keeps one point of a burst of pushes, the newest', () => {
    expect(watch(viewAt(0), viewAt(300), viewAt(600), viewAt(5_000)).map(({ at }) => at - START)).toEqual([600, 5_000]);
  });

  it('can be drawn once it has lasted for a while', () => {
    const points = watch(viewAt(0));
    expect(isDrawable(points)).toBe(false);
    expect(isDrawable(holdUntil(points, START + 29_000))).toBe(false);
    expect(isDrawable(holdUntil(points, START + 30_000))).toBe(true);
    expect(isDrawable(holdUntil(watch(viewAt(0, { class_states: hidden }), viewAt(40_000)), START + 60_000))).toBe(
      false,
    );
  });

  it('holds the last figures until now', () => {
    const points = watch(viewAt(0));
    expect(holdUntil(points, START + 60_000)).toEqual([...points, { ...points[0], at: START + 60_000 }]);
  });

  it('does not reach back when the server is ahead of this clock', () => {
    const points = watch(viewAt(0));
    expect(holdUntil(points, START - 1)).toBe(points);
  });
});
