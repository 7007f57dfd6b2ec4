import { expect, test } from 'vitest';
import type { WorkToGrade } from '../work/gradingTypes';
import { bodyOf, formOf, hasTooMany, totalOf, withAnnotation } from './gradeForm';

const work = (change: Partial<WorkToGrade>): WorkToGrade => ({
  ...({} as WorkToGrade),
  kind: 'assignment',
  points: null,
  comment: null,
  rubric: {},
  annotations: [],
  answers: [],
  assignment: null,
  ...change,
});
const rubric = [
  { id: 'r1', title: 'Sample', points: 4, description: '' },
  { id: 'r2', title: 'Mean', points: 6, description: '' },
];
const withRubric = work({ assignment: { rubric } as unknown as WorkToGrade['assignment'] });

test('the total of a rubric is there once every line has points', () => {
  const form = formOf(withRubric);
  expect(totalOf(withRubric, { ...form, rubric: { r1: 4 } })).toBeNull();
  expect(totalOf(withRubric, { ...form, rubric: { r1: 4, r2: 0 } })).toBe(4);
});

test('the total of a quiz is what was computed and what the tutor gives', () => {
  const answers = [
    { question: { id: 'q1' }, points: 1, by_tutor: false, comment: null },
    { question: { id: 'q2' }, points: null, by_tutor: true, comment: null },
  ] as unknown as WorkToGrade['answers'];
  const quiz = work({ kind: 'quiz', answers });
  const form = formOf(quiz);
  expect(totalOf(quiz, form)).toBeNull();
  const graded = { ...form, questions: { q2: { points: 2.5, comment: ' ' } } };
  expect(totalOf(quiz, graded)).toBe(3.5);
  expect(bodyOf(quiz, graded, 'graded').questions).toEqual({ q2: { points: 2.5, comment: null } });
});

test('a comment of spaces is none', () => {
  expect(bodyOf(withRubric, { ...formOf(withRubric), comment: '  ' }, 'returned')).toMatchObject({
    comment: null,
    state: 'returned',
  });
});

test('comments stand in the order of the text', () => {
  const first = { start: 5, end: 9, comment: 'later' };
  expect(withAnnotation([first], { start: 0, end: 2, comment: 'sooner' }).map(({ comment }) => comment)).toEqual([
    'sooner',
    'later',
  ]);
});

test('a form with more points than can be got is known, in each of its fields', () => {
  const plain = work({ max_points: 10 });
  expect([10, 10.5, null].map((points) => hasTooMany(plain, { ...formOf(plain), points }))).toEqual([
    false,
    true,
    false,
  ]);
  const lines = (given: Record<string, number>) => hasTooMany(withRubric, { ...formOf(withRubric), rubric: given });
  expect([lines({ r1: 4, r2: 6 }), lines({ r1: 5, r2: 1 })]).toEqual([false, true]);
  const answers = [{ question: { id: 'q1' }, points: null, max_points: 2, by_tutor: true, comment: null }];
  const quiz = work({ kind: 'quiz', answers: answers as unknown as WorkToGrade['answers'] });
  expect(hasTooMany(quiz, { ...formOf(quiz), questions: { q1: { points: 3, comment: '' } } })).toBe(true);
});
