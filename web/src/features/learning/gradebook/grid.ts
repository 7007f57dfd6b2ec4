import type { Grade, GradebookStudent, GradeItem } from '../work/gradingTypes';
import type { GradePatch } from '../work/tutorCalls';

/** A place in the table: row 0 is the header, column 0 the names, column 1 the totals. */
export interface Cell {
  row: number;
  column: number;
}

export const NAME_COLUMN = 0;
export const TOTAL_COLUMN = 1;
export const FIRST_ITEM_COLUMN = 2;

const PAGE = 10; // rows that a page key moves

/** Where a key leads from a cell of a table with so many rows and columns; null when the key is none of its own. */
export function nextCell(key: string, ctrl: boolean, cell: Cell, rows: number, columns: number): Cell | null {
  const { row, column } = cell;
  const at = (toRow: number, toColumn: number): Cell => ({
    row: Math.min(rows - 1, Math.max(0, toRow)),
    column: Math.min(columns - 1, Math.max(0, toColumn)),
  });
  switch (key) {
    case 'ArrowUp':
      return at(ctrl ? 1 : row - 1, column);
    case 'ArrowDown':
      return at(ctrl ? rows - 1 : row + 1, column);
    case 'ArrowLeft':
      return at(row, ctrl ? 0 : column - 1);
    case 'ArrowRight':
      return at(row, ctrl ? columns - 1 : column + 1);
    case 'Home':
      return at(ctrl ? 0 : row, 0);
    case 'End':
      return at(ctrl ? rows - 1 : row, columns - 1);
    case 'PageUp':
      return at(row - PAGE, column);
    case 'PageDown':
      return at(row + PAGE, column);
    default:
      return null;
  }
}

type Named = Pick<GradebookStudent, 'name' | 'group_names'>;

export type Show = 'all' | 'waiting' | 'missing';

/** Whether somebody is in the group that was chosen, and their name has every word that was typed, accents or none. */
export function isFound({ name, group_names: groups }: Named, words: string, group: string): boolean {
  const normal = normalise(name);
  const parts = normalise(words).split(/\s+/).filter(Boolean);
  return (group === '' || groups.includes(group)) && parts.every((word) => normal.includes(word));
}

/** The students who are found, and of whom something waits or is missing where that is asked. */
export function filterStudents(
  students: readonly GradebookStudent[],
  words: string,
  show: Show,
  group = '',
): readonly GradebookStudent[] {
  return students.filter(
    (student) =>
      isFound(student, words, group) &&
      (show === 'all' || Object.values(student.grades).some((grade) => grade.state === show && !grade.excused)),
  );
}

function normalise(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Points as they were typed, with either decimal mark; undefined when that is no number between none and `most`. */
export function readPoints(typed: string, most: number): number | null | undefined {
  const text = typed.trim().replace(',', '.');
  if (text === '') return null;
  if (!/^\d{1,6}(\.\d{1,4})?$/.test(text)) return undefined;
  const points = Number(text);
  return points <= most ? points : undefined;
}

/** The share of a weight in the sum of all, in percent. */
export function weightShare(item: GradeItem, items: readonly GradeItem[]): number {
  const sum = items.reduce((total, { weight }) => total + weight, 0);
  return sum === 0 ? 0 : (100 * item.weight) / sum;
}

const NOTHING_YET: Grade = {
  points: null,
  max_points: 0,
  state: 'open',
  late: false,
  overridden: false,
  excused: false,
  comment: null,
  due_at: null,
};

/** A grade as it will stand after a change, of `most` points; shown until the server has answered. */
export function expectGrade(
  grade: Grade = NOTHING_YET,
  { override, excused, comment }: GradePatch,
  most = grade.max_points,
): Grade {
  const changed = {
    ...grade,
    excused: excused ?? grade.excused,
    comment: comment === undefined ? grade.comment : comment,
  };
  if (override === undefined) return changed;
  return override === null
    ? { ...changed, overridden: false }
    : { ...changed, overridden: true, points: override, max_points: most, state: 'graded' };
}
