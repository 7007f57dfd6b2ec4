import type { BlockBody, LessonBody } from '../types';

export type Side = 'mine' | 'theirs';

/** One block in two texts: null where that side does not have it. */
export interface ConflictRow {
  id: string;
  mine: BlockBody | null;
  theirs: BlockBody | null;
  /** Both sides have changed it since they had the same: somebody has to say which one stays. */
  contested: boolean;
  choice: Side;
}

export interface Conflict {
  title: ConflictField<string>;
  minutes: ConflictField<number>;
  rows: ConflictRow[];
}

export interface ConflictField<Value> {
  mine: Value;
  theirs: Value;
  contested: boolean;
  choice: Side;
}

/** Whether two values hold the same, whatever the order of their keys. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [keysA, keysB] = [Object.keys(a), Object.keys(b)];
  return (
    keysA.length === keysB.length &&
    keysA.every((key) => key in b && same((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}

/** Who has changed it: where one side alone has, that side's counts; where both have and differ, it is contested. */
function decide(base: unknown, mine: unknown, theirs: unknown): { contested: boolean; choice: Side } {
  if (same(mine, theirs) || same(base, theirs)) return { contested: false, choice: 'mine' };
  if (base !== undefined && same(base, mine)) return { contested: false, choice: 'theirs' };
  return { contested: true, choice: 'mine' };
}

/**
 * Compare two texts of a lesson block by block.
 *
 * @param base What both began with, as far as it is known.
 */
export function compare(base: LessonBody | null, mine: LessonBody, theirs: LessonBody): Conflict {
  const find = (body: LessonBody | null, id: string) => body?.blocks.find((block) => block.id === id) ?? null;
  const rows = unitedOrder(mine.blocks, theirs.blocks).map((id): ConflictRow => {
    const [own, other] = [find(mine, id), find(theirs, id)];
    return { id, mine: own, theirs: other, ...decide(base === null ? undefined : find(base, id), own, other) };
  });
  return {
    title: { mine: mine.title, theirs: theirs.title, ...decide(base?.title, mine.title, theirs.title) },
    minutes: { mine: mine.minutes, theirs: theirs.minutes, ...decide(base?.minutes, mine.minutes, theirs.minutes) },
    rows,
  };
}

/** Mine in my order; what only they have stands behind the block that it stands behind in theirs. */
function unitedOrder(mine: readonly BlockBody[], theirs: readonly BlockBody[]): string[] {
  const order = mine.map(({ id }) => id);
  theirs.forEach(({ id }, index) => {
    if (order.includes(id)) return;
    const before = theirs[index - 1]?.id;
    order.splice(before === undefined ? 0 : order.indexOf(before) + 1, 0, id);
  });
  return order;
}

/** The text that follows from the choices. */
export function resolved({ title, minutes, rows }: Conflict): LessonBody {
  return {
    title: title[title.choice],
    minutes: minutes[minutes.choice],
    blocks: rows.flatMap((row) => row[row.choice] ?? []),
  };
}

/** Whether nobody needs to be asked: the two texts differ, but nowhere about the same. */
export function isSettled({ title, minutes, rows }: Conflict): boolean {
  return !title.contested && !minutes.contested && !rows.some((row) => row.contested);
}
