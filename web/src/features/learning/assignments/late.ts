import type { Assignment } from '../work/types';

/** What a hand-in at this moment would mean. */
export type Timing = 'in_time' | 'late_accepted' | 'late_penalty' | 'too_late';

/** How a hand-in stands to the date and the rule for being late. Instants are milliseconds since 1970. */
export function timingOf({ late }: Pick<Assignment, 'late'>, dueAt: string | null, now: number): Timing {
  if (dueAt === null || now <= Date.parse(dueAt)) return 'in_time';
  if (late === 'refuse') return 'too_late';
  return late === 'penalty' ? 'late_penalty' : 'late_accepted';
}
