import { isFound } from '../gradebook/grid';
import type { RosterEntry } from '../work/gradingTypes';

export type RosterOrder = 'name' | 'progress' | 'last_seen';

/** The students of a group whose name has what was typed: by name, or those first who have come least far or were seen longest ago. */
export function arrange(
  students: readonly RosterEntry[],
  words: string,
  group: string,
  order: RosterOrder,
  locale: string,
): readonly RosterEntry[] {
  const byName = new Intl.Collator(locale).compare;
  const shareOf = ({ completed, total }: RosterEntry) => (total === 0 ? 0 : completed / total);
  const seenAt = ({ last_seen: at }: RosterEntry) => (at === null ? 0 : Date.parse(at));
  return students
    .filter((student) => isFound(student, words, group))
    .toSorted((a, b) => {
      if (order === 'progress') return shareOf(a) - shareOf(b) || byName(a.name, b.name);
      if (order === 'last_seen') return seenAt(a) - seenAt(b) || byName(a.name, b.name);
      return byName(a.name, b.name);
    });
}
