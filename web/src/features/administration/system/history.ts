import type { SystemSnapshot } from '../types';

export const REMEMBERED = 60; // at a snapshot every two seconds, the last two minutes

/** Whichever of two snapshots was taken later: what arrives late does not turn the figures back. */
export function laterOf(known: SystemSnapshot, arrived: SystemSnapshot): SystemSnapshot {
  return takenAt(arrived) < takenAt(known) ? known : arrived;
}

function takenAt({ generated_at }: SystemSnapshot): number {
  return Date.parse(generated_at);
}

/** The snapshots seen so far with one more; what is known already, or older, changes nothing. */
export function extendHistory(history: readonly SystemSnapshot[], snapshot: SystemSnapshot): readonly SystemSnapshot[] {
  const last = history.at(-1);
  if (last && takenAt(snapshot) <= takenAt(last)) return history;
  return [...history, snapshot].slice(-REMEMBERED);
}
