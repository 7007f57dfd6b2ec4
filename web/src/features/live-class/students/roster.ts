import type { Alert, LiveStudent } from '../types';

/** Students that stand together on the live page. `lesson` and `block` are set for a location. */
export interface StudentGroup {
  key: string;
  kind: 'asking' | 'stuck' | 'location' | 'away';
  lesson: string | null;
  block: string | null;
  students: LiveStudent[];
}

const ALL_OPEN = 24; // present students who neither ask nor are stuck: so few need no folding

/** Whether a tutor is shown anything of how a student may be doing. */
export function isRead({ learning_state: state, expression }: LiveStudent): boolean {
  return (state !== null && state !== 'unknown') || expression !== null;
}

function byName(a: LiveStudent, b: LiveStudent): number {
  return a.name.localeCompare(b.name) || a.user_id.localeCompare(b.user_id);
}

function askedAt({ calls }: LiveStudent): number {
  return Math.min(...calls.map(({ at }) => Date.parse(at)));
}

function group(kind: StudentGroup['kind'], students: LiveStudent[], key: string = kind): StudentGroup[] {
  return students.length > 0 ? [{ key, kind, lesson: null, block: null, students }] : [];
}

/**
 * Everybody of a course, once: who asks for help, the longest wait first; who is stuck; the others by location, in the order of
 * the course; who is away. Within a group by name: students are never ranked by how they feel, nor by whether they share it.
 */
export function groupStudents(students: readonly LiveStudent[]): StudentGroup[] {
  const sorted = students.toSorted(byName);
  const asking = sorted.filter(({ calls }) => calls.length > 0).toSorted((a, b) => askedAt(a) - askedAt(b));
  const others = sorted.filter(({ calls }) => calls.length === 0);
  const here = others.filter(({ present }) => present);
  return [
    ...group('asking', asking),
    ...group(
      'stuck',
      here.filter(({ stuck }) => stuck),
    ),
    ...groupByLocation(here.filter(({ stuck }) => !stuck)),
    ...group(
      'away',
      others.filter(({ present }) => !present),
    ),
  ];
}

function groupByLocation(students: readonly LiveStudent[]): StudentGroup[] {
  const byLocation = new Map<string, LiveStudent[]>();
  for (const student of students) {
    const location = student.block_id ?? student.lesson_id ?? '';
    byLocation.set(location, [...(byLocation.get(location) ?? []), student]);
  }
  const locations = [...byLocation].map(([location, there]) => {
    const { lesson_title: lesson, block_title: block, place_order: order } = there[0]!;
    return {
      order: order ?? Number.MAX_SAFE_INTEGER,
      group: { key: `location-${location}`, kind: 'location' as const, lesson, block, students: there },
    };
  });
  return locations.toSorted((a, b) => a.order - b.order).map((location) => location.group);
}

/** Whether a group shows its students before anybody has touched it: in a large class the locations are folded up. */
export function isOpenAtFirst({ kind }: StudentGroup, groups: readonly StudentGroup[]): boolean {
  if (kind !== 'location') return kind !== 'away';
  const rest = groups.reduce((sum, each) => (each.kind === 'location' ? sum + each.students.length : sum), 0);
  return rest <= ALL_OPEN;
}

/** Whether two groups show the same, so that one of them need not be drawn again. */
export function sameGroup(a: StudentGroup, b: StudentGroup): boolean {
  const same =
    a.key === b.key && a.lesson === b.lesson && a.block === b.block && a.students.length === b.students.length;
  return same && a.students.every((student, index) => student === b.students[index]);
}

const MOST_CARDS = 3;

/** Students with a raised hand or "I'm lost here" for whom there was no card left. With fewer cards, none was left out. */
export function waitingBesides(alerts: readonly Alert[], students: readonly LiveStudent[]): LiveStudent[] {
  if (alerts.length < MOST_CARDS) return [];
  const ownCard = new Set(alerts.map(({ student_id }) => student_id));
  return students
    .filter(({ user_id, calls }) => calls.length > 0 && !ownCard.has(user_id))
    .toSorted((a, b) => askedAt(a) - askedAt(b));
}
