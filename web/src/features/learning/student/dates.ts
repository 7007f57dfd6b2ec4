import type { StudentRecord } from './record';

export interface StudentDate {
  key: string;
  kind: 'lesson' | 'work';
  title: string;
  lessonId: string;
  at: string;
  /** It is the student's or their group's own. */
  own: boolean;
  /** Nothing is left to do for it. */
  met: boolean;
}

const MET = new Set(['waiting', 'graded', 'excused', 'joined_after']);

/** Every date of a student in a course, the earliest first: of lessons, and of work that has one. */
export function datesOf({ lessons, lines }: Pick<StudentRecord, 'lessons' | 'lines'>): StudentDate[] {
  const ofLessons = lessons.flatMap(({ lesson_id: id, title, due_at: at, completed_at: done }): StudentDate[] =>
    at === null ? [] : [{ key: id, kind: 'lesson', title, lessonId: id, at, own: false, met: done !== null }],
  );
  const ofWork = lines.flatMap(({ block_id: key, lesson_id: lessonId, title, due_at: at, state, own_date: own }) =>
    at === null ? [] : [{ key, kind: 'work' as const, title, lessonId, at, own, met: MET.has(state) }],
  );
  return [...ofLessons, ...ofWork].toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
}
