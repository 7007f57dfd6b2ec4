import type { Expression, LearningState } from '@/components/affect';
import { EXPRESSIONS } from '@/components/affect';
import type { Mark, Point } from '../api';
import { stateOf } from '../timeline';

/** Summaries in a row that say the same. Times in milliseconds of the epoch. */
export interface Run {
  from: number;
  to: number;
  expression: Expression | 'unknown';
  state: LearningState;
  /** Share of the time in which a face was read. */
  coverage: number;
  /** Mean probability of each expression; null where nothing could be read. */
  means: Partial<Record<Expression, number>> | null;
}

/** Who a mark comes from: the student, the support, or the lesson itself. */
export type Lane = 'said' | 'received' | 'lesson';

const TOUCHING_MS = 2_000; // clocks and timers are not exact; more than this is a gap
const LEVELS = 255;

const LANES: Record<Mark['kind'], Lane> = {
  check_in: 'said',
  lost_here: 'said',
  correction: 'said',
  hand_raised: 'said',
  note: 'said',
  message: 'received',
  block: 'lesson',
  quiz: 'lesson',
  completed: 'lesson',
};

export function laneOf({ kind }: Pick<Mark, 'kind'>): Lane {
  return LANES[kind];
}

const startOf = (point: Point) => Date.parse(point.started_at);
const endOf = (point: Point) => startOf(point) + point.seconds * 1000;

function toRun(points: readonly Point[]): Run {
  const [first, last] = [points[0]!, points.at(-1)!];
  const read = points.filter(({ expression }) => expression !== 'unknown');
  const mean = (over: readonly Point[], value: (point: Point) => number) =>
    over.reduce((sum, point) => sum + point.seconds * value(point), 0) /
    over.reduce((sum, { seconds }) => sum + seconds, 0);
  const means = Object.fromEntries(
    EXPRESSIONS.map((expression, index) => [expression, mean(read, ({ p }) => (p[index] ?? 0) / LEVELS)]),
  );
  return {
    from: startOf(first),
    to: endOf(last),
    expression: first.expression,
    state: stateOf(first),
    coverage: mean(points, ({ coverage }) => coverage),
    means: read.length > 0 ? means : null,
  };
}

type Sameness = (a: Point, b: Point) => boolean;

export const sameExpression: Sameness = (a, b) => a.expression === b.expression;
export const sameState: Sameness = (a, b) => stateOf(a) === stateOf(b);
const sameInAll: Sameness = (a, b) => sameExpression(a, b) && sameState(a, b);

/** Join summaries that touch and say the same. A pause between two is a gap between two runs. */
export function runsOf(points: readonly Point[], same: Sameness = sameInAll): Run[] {
  const groups: Point[][] = [];
  for (const point of points) {
    const last = groups.at(-1)?.at(-1);
    if (last && same(last, point) && startOf(point) - endOf(last) <= TOUCHING_MS) groups.at(-1)!.push(point);
    else groups.push([point]);
  }
  return groups.map(toRun);
}

export type Corner = [at: number, valence: number | null];

/** The corners of the line of valence: level within each summary; a gap where nothing was read. */
export function valenceLine(points: readonly Point[]): Corner[] {
  const corners: Corner[] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const point of points) {
    const gap = startOf(point) - end > TOUCHING_MS;
    if (corners.length > 0 && (gap || point.valence === null)) corners.push([end, null]);
    if (point.valence !== null) corners.push([startOf(point), point.valence], [endOf(point), point.valence]);
    end = endOf(point);
  }
  return corners;
}

/** The likeliest expressions of a run, the first ones first, with their mean probability. */
export function likeliest({ means }: Run, count: number): [Expression, number][] {
  if (!means) return [];
  return EXPRESSIONS.map((name): [Expression, number] => [name, means[name] ?? 0])
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, count);
}
