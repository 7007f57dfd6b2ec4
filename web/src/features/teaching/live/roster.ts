import type { Alert, LiveStudent } from '../types';

export interface Roster {
  /** Here and sharing their own view with their tutors. */
  sharing: LiveStudent[];
  /** Here; nothing about how they are doing is known to the tutor. */
  present: LiveStudent[];
  away: LiveStudent[];
}

function byName(a: LiveStudent, b: LiveStudent): number {
  return a.name.localeCompare(b.name);
}

/** Who is shown where, always by name: nobody is ranked by how they feel. */
export function rosterOf(students: readonly LiveStudent[]): Roster {
  const sorted = students.toSorted(byName);
  return {
    sharing: sorted.filter(({ present, shares }) => present && shares),
    present: sorted.filter(({ present, shares }) => present && !shares),
    away: sorted.filter(({ present }) => !present),
  };
}

const MOST_CARDS = 3;

/** Students with a raised hand or "I'm lost here" for whom there was no card left. With fewer cards, nobody was left out. */
export function waitingBesides(alerts: readonly Alert[], students: readonly LiveStudent[]): LiveStudent[] {
  if (alerts.length < MOST_CARDS) return [];
  const ownCard = new Set(alerts.map(({ student_id }) => student_id));
  return students.filter(({ user_id, hand_raised, lost_here }) => (hand_raised || lost_here) && !ownCard.has(user_id)).toSorted(byName);
}
