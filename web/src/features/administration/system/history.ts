import type { SystemSnapshot } from '../types';

export const REMEMBERED = 60; // at a snapshot every two seconds, the last two minutes

/** The snapshots seen so far with one more; what is known already, or older, changes nothing. */
export function extendHistory(history: readonly SystemSnapshot[], snapshot: SystemSnapshot): readonly SystemSnapshot[] {
  const last = history.at(-1);
  if (last && Date.parse(snapshot.generated_at) <= Date.parse(last.generated_at)) return history;
  return [...history, snapshot].slice(-REMEMBERED);
}
