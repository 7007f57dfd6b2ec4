import type { ClassStates, LivePoint, LiveView } from '../types';
import { drawnShare } from './shareFormat';

export interface TrendPoint {
  /** Milliseconds since 1970. */
  at: number;
  /** null while nothing may be shown: a gap, not a zero. A share that is missing was not told apart then. */
  shares: LivePoint['shares'];
  coverage: ClassStates['coverage'];
}

export const TREND_MS = 15 * 60_000;
const SHORTEST_MS = 30_000; // a shorter line is a dot at the edge of an empty chart
const STEP_MS = 2_000; // several pushes within a moment are one point

type Figures = Pick<LiveView, 'generated_at' | 'class_states'>;

function pointOf({ generated_at, class_states: { kind, shares, struggling, coverage } }: Figures): LivePoint {
  if (kind === 'hidden' || struggling === null) return { at: generated_at, shares: null, coverage: null };
  return {
    at: generated_at,
    shares: Object.fromEntries([...shares, struggling].map((share) => [share.category, drawnShare(share)])),
    coverage,
  };
}

function stepOf({ at }: LivePoint): number {
  return Math.floor(Date.parse(at) / STEP_MS);
}

/** The last quarter of an hour with the figures of one more moment, by the server's own rule; known ones change nothing. */
export function extendTrend(points: LivePoint[], figures: Figures): LivePoint[] {
  const point = pointOf(figures);
  const at = Date.parse(point.at);
  const last = points.at(-1);
  if (last && at <= Date.parse(last.at)) return points;
  return [
    ...points.filter((earlier) => Date.parse(earlier.at) > at - TREND_MS && stepOf(earlier) !== stepOf(point)),
    point,
  ];
}

/** The server's points as they are drawn. */
export function pointsOf(trend: readonly LivePoint[]): readonly TrendPoint[] {
  return trend.map(({ at, shares, coverage }) => ({ at: Date.parse(at), shares, coverage }));
}

/** One point a minute, for reading as a table. */
export function lastOfEachMinute(points: readonly TrendPoint[]): TrendPoint[] {
  const byMinute = new Map(points.map((point) => [Math.floor(point.at / 60_000), point]));
  return [...byMinute.values()];
}

/** The points with the last one held until `now`: figures are pushed when they change, and stay as they are in between. */
export function holdUntil(points: readonly TrendPoint[], now: number): readonly TrendPoint[] {
  const last = points.at(-1);
  return last && now > last.at ? [...points, { ...last, at: now }] : points;
}

/** Whether there is a line to see: shares over a while, not only of this moment. */
export function isDrawable(points: readonly TrendPoint[]): boolean {
  const seen = points.filter(({ shares }) => shares !== null);
  return seen.length > 1 && seen.at(-1)!.at - seen[0]!.at >= SHORTEST_MS;
}
