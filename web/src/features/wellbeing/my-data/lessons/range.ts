/** A stretch of time on the chart, in milliseconds of the epoch. */
export interface Range {
  from: number;
  to: number;
}

const SHORTEST_MS = 60_000; // six summaries of ten seconds: closer, there is nothing more to see
const STEP = 0.5;
const ROOM = 0.02; // of the length, so that a mark at the very end is not cut

const span = ({ from, to }: Range) => to - from;

/** Keep a range of this length inside the whole. */
function inside(from: number, length: number, whole: Range): Range {
  const start = Math.min(Math.max(from, whole.from), whole.to - length);
  return { from: start, to: start + length };
}

/** The range that holds a study session with a little room at its ends, never shorter than what can be drawn. */
export function wholeRange(startedAt: string, endedAt: string): Range {
  const from = Date.parse(startedAt);
  const length = Math.max(Date.parse(endedAt) - from, SHORTEST_MS);
  return { from: from - length * ROOM, to: from + length * (1 + ROOM) };
}

/** Half as much time around the same middle. */
export function zoomIn(range: Range, whole: Range): Range {
  const length = Math.max(span(range) * STEP, SHORTEST_MS);
  return inside(range.from + (span(range) - length) / 2, length, whole);
}

/** Twice as much time around the same middle, at most all of it. */
export function zoomOut(range: Range, whole: Range): Range {
  const length = Math.min(span(range) / STEP, span(whole));
  return inside(range.from - (length - span(range)) / 2, length, whole);
}

/** Half a view earlier (-1) or later (+1), as far as there is something. */
export function shift(range: Range, direction: -1 | 1, whole: Range): Range {
  return inside(range.from + direction * span(range) * STEP, span(range), whole);
}
