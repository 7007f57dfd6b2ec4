import type { TermIn } from './api';

const DAY_MS = 86_400_000;
const SHORTEST_DAYS = 7;
const LONGEST_DAYS = 53 * 7;

export type Problem = 'name' | 'dates' | 'order' | 'short' | 'long';

/** How many days a term has, both ends of it included; not a number where a date is missing. */
function daysOf({ starts_on: begin, ends_on: end }: TermIn): number {
  return Math.round((Date.parse(end) - Date.parse(begin)) / DAY_MS) + 1;
}

/** Why a term cannot be saved as it is; null where it can. */
export function problemOf(term: TermIn): Problem | null {
  if (term.name.trim() === '') return 'name';
  const days = daysOf(term);
  if (Number.isNaN(days)) return 'dates';
  if (days < 1) return 'order';
  if (days < SHORTEST_DAYS) return 'short';
  return days > LONGEST_DAYS ? 'long' : null;
}
