import type { Alert, LiveStudent } from '../types';

export interface Roster {
  /** Here, with a reading that they share. */
  read: LiveStudent[];
  /** Here without one: not shared, no camera, not recognised. The reason is nobody's business. */
  present: LiveStudent[];
  away: LiveStudent[];
}

function byName(a: LiveStudent, b: LiveStudent): number {
  return a.name.localeCompare(b.name);
}

/** Whether a tutor is shown anything of how a student may be doing. */
export function isRead({ learning_state, expression }: LiveStudent): boolean {
  return learning_state !== null || expression !== null;
}

/** Who is shown where, always by name: nobody is ranked by how they feel. */
export function rosterOf(students: readonly LiveStudent[]): Roster {
  const sorted = students.toSorted(byName);
  return {
    read: sorted.filter((student) => student.present && isRead(student)),
    present: sorted.filter((student) => student.present && !isRead(student)),
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
