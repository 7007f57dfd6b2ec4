import type { Review, Scope } from './api';

/** What a second review is held against the first by: `period:KEY`, `group:ID` or `course`. */
export type Against = string;

/** Whose figures the address asks for. */
export function scopeOf(search: URLSearchParams): Scope {
  const period = search.get('period');
  const group = search.get('group');
  return { ...(period ? { period } : {}), ...(group ? { group } : {}) };
}

/** Whose figures are drawn as an outline; null where nothing is compared. */
export function comparedScope(scope: Scope, against: Against | null): Scope | null {
  if (!against) return null;
  if (against === 'course') return scope.period ? { period: scope.period } : {};
  const [kind, id] = against.split(/:(.*)/);
  if (kind === 'period' && id) return { ...scope, period: id };
  if (kind === 'group' && id) return { ...scope, group: id };
  return null;
}

/** What the figures that are shown can be compared with. */
export function comparable(review: Review): { periods: Review['periods']; groups: Review['groups']; course: boolean } {
  return {
    periods: review.periods.filter(({ key }) => key !== review.period),
    groups: review.groups.filter(({ id }) => id !== review.group),
    course: review.group !== null,
  };
}
