import { expect, test } from 'vitest';
import type { Grade, GradebookStudent, GradeItem } from '../work/gradingTypes';
import { expectGrade, filterStudents, nextCell, readPoints, weightShare } from './grid';

const grade = (change: Partial<Grade> = {}): Grade => ({
  points: null,
  max_points: 10,
  state: 'open',
  late: false,
  overridden: false,
  excused: false,
  comment: null,
  due_at: null,
  ...change,
});
const student = (name: string, change: Partial<Grade> = {}, group = 'A'): GradebookStudent => ({
  id: name,
  name,
  group_names: [group],
  grades: { i1: grade(change) },
  total: null,
});

test('arrow keys stay in the table; with Ctrl they go to its edge', () => {
  const at = { row: 1, column: 2 };
  expect(nextCell('ArrowUp', false, at, 10, 5)).toEqual({ row: 0, column: 2 });
  expect(nextCell('ArrowLeft', true, at, 10, 5)).toEqual({ row: 1, column: 0 });
  expect(nextCell('PageDown', false, at, 10, 5)).toEqual({ row: 9, column: 2 });
  expect(nextCell('ArrowRight', false, { row: 1, column: 4 }, 10, 5)).toEqual({ row: 1, column: 4 });
  expect(nextCell('a', false, at, 10, 5)).toBeNull();
});

test('points are read with either decimal mark, and only between nothing and what there is to get', () => {
  expect([readPoints('7,5', 10), readPoints('7.5', 10), readPoints(' ', 10)]).toEqual([7.5, 7.5, null]);
  expect([readPoints('11', 10), readPoints('-1', 10), readPoints('x', 10)]).toEqual([undefined, undefined, undefined]);
});

test('students are found without accents, by group, and by what waits for them', () => {
  const students = [student('Tomás Silva', { state: 'waiting' }), student('Ben Fischer', { state: 'missing' }, 'B')];
  const names = (...filter: Parameters<typeof filterStudents> extends [unknown, ...infer Rest] ? Rest : never) =>
    filterStudents(students, ...filter).map(({ name }) => name);
  expect(names('silva tomas', 'all')).toEqual(['Tomás Silva']);
  expect(names('', 'missing')).toEqual(['Ben Fischer']);
  expect(names('', 'all', 'A')).toEqual(['Tomás Silva']);
});

test('who is excused is not missing', () => {
  expect(filterStudents([student('Ben', { state: 'missing', excused: true })], '', 'missing')).toEqual([]);
});

test('a change is shown before the server has answered, also where nothing had happened yet', () => {
  expect(expectGrade(undefined, { override: 4 })).toMatchObject({ points: 4, overridden: true, state: 'graded' });
  expect(expectGrade(grade({ points: 3, overridden: true }), { override: null })).toMatchObject({ overridden: false });
  expect(expectGrade(grade({ comment: 'good' }), { excused: true })).toMatchObject({ excused: true, comment: 'good' });
});

test('a weight is a share of all', () => {
  const item = (weight: number) => ({ weight }) as GradeItem;
  expect(weightShare(item(1), [item(1), item(3)])).toBe(25);
  expect(weightShare(item(0), [item(0)])).toBe(0);
});
