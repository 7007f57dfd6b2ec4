/** What reading costs and gives: the latest frames' milliseconds and instants. */
export interface Speed {
  milliseconds: readonly number[];
  at: readonly number[];
}

export const NO_SPEED: Speed = { milliseconds: [], at: [] };
const KEPT = 20;

/** The speed with one more frame: `milliseconds` it took, `t` when it was taken. */
export function followSpeed({ milliseconds: before, at }: Speed, milliseconds: number, t: number): Speed {
  return { milliseconds: [...before, milliseconds].slice(-KEPT), at: [...at, t].slice(-KEPT) };
}

/** The median milliseconds of a frame, null before the first. */
export function medianOf({ milliseconds }: Speed): number | null {
  return milliseconds.toSorted((a, b) => a - b)[Math.floor(milliseconds.length / 2)] ?? null;
}

/** Frames a second over those that are kept, null before the second. */
export function rateOf({ at }: Speed): number | null {
  const span = (at.at(-1) ?? 0) - (at[0] ?? 0);
  return at.length < 2 || span <= 0 ? null : ((at.length - 1) * 1000) / span;
}
