import type { Schemas } from '@/platform/api/client';

export type Quiz = Schemas['QuizOut'];

/** Whether a quiz can be answered now, by the clock of the server. */
export type Availability = 'open' | 'not_yet' | 'over';

export function availabilityOf(
  { available_from: from, available_until: until }: Pick<Quiz, 'available_from' | 'available_until'>,
  now: number,
): Availability {
  if (from && now < Date.parse(from)) return 'not_yet';
  return until && now >= Date.parse(until) ? 'over' : 'open';
}
