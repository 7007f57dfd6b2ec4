const BREATH_IN_S = 4;
const BREATH_S = 10; // four seconds in, six out: the longer breath out is what calms

/** Seconds as a clock shows them: 4:05. */
export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Full seconds from now until an instant, both in milliseconds; never negative. */
export function secondsUntil(end: number, now: number): number {
  return Math.max(0, Math.floor((end - now) / 1000));
}

/** Which half of a breath it is after so many seconds; the animation keeps the same time. */
export function breathAt(elapsed: number): 'in' | 'out' {
  return elapsed % BREATH_S < BREATH_IN_S ? 'in' : 'out';
}
