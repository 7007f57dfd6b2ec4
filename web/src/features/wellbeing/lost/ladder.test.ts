import { expect, test } from 'vitest';
import type { OpenLesson } from '@/platform/lesson/openLesson';
import { rungsAt, suggestRung, type OpenedHelp } from './ladder';
import { block, item, lesson, quiz } from './lesson.testdata';

const rungs = (of: OpenLesson, questionId: string | null = null, gradedAttempt = false) =>
  rungsAt(of, 'b1', { questionId, gradedAttempt });
const kinds = (...given: Parameters<typeof rungs>) => rungs(...given).map(({ kind }) => kind);
const easier = { ...item('e1'), hints: undefined, example: undefined, easier: undefined } as never;
const prerequisite = { lesson_id: 'l0', block_id: null, title: 'Sorting', lesson_title: 'Sorting' };
const rich = block('b1', { hints: ['a', 'b'], example: '<p>So.</p>', easier: '<p>Three.</p>', prerequisite });
const read = (kind: string, step = 1): OpenedHelp => ({ kind, questionId: null, step });

test('everything that the block has is there, the gentlest first and the tutor last', () => {
  expect(kinds(lesson([rich]))).toEqual(['hint', 'example', 'easier', 'prerequisite', 'ask_tutor']);
});

test('what the block does not have is not there', () => {
  expect(kinds(lesson([block('b1', { example: '<p>So.</p>' })]))).toEqual(['example', 'ask_tutor']);
});

test('where the author gave nothing there is something to do all the same', () => {
  expect(kinds(lesson([block('b1')]))).toEqual(['ask_tutor', 'note', 'talk']);
});

test('a course without a tutor does not promise one', () => {
  expect(kinds(lesson([block('b1')], { has_tutor: false }))).toEqual(['note', 'talk']);
  expect(kinds(lesson([rich], { has_tutor: false }))).not.toContain('ask_tutor');
});

test('an open graded quiz leaves the tutor only', () => {
  const graded = block('b1', { kind: 'quiz', quiz: quiz({ graded: true }) });
  expect(kinds(lesson([graded]), 'q1', true)).toEqual(['ask_tutor']);
});

test('the help of the item in hand is opened, never that of another one', () => {
  const withHints = block('b1', {
    kind: 'quiz',
    quiz: quiz({ questions: [item('q1', { hints: ['one'] }), item('q2', { easier }), item('q3')] }),
  });
  expect(rungs(lesson([withHints]), 'q2')[0]).toEqual({ kind: 'easier', questionId: 'q2', steps: 1 });
  expect(rungs(lesson([withHints]))[0]).toEqual({ kind: 'hint', questionId: 'q1', steps: 1 });
  expect(kinds(lesson([withHints]), 'q3')).toEqual(['ask_tutor', 'note', 'talk']);
});

test('every tap points one rung higher, whether the last was opened or not', () => {
  const all = rungs(lesson([rich]));
  const pointed = [];
  let before = null;
  for (let tap = 0; tap < 7; tap += 1) {
    before = suggestRung(all, [], before);
    pointed.push(before?.kind);
  }
  expect(pointed).toEqual(['hint', 'example', 'easier', 'prerequisite', 'ask_tutor', 'ask_tutor', 'ask_tutor']);
});

test('a hint that was followed points to the next hint, and the last one to the example', () => {
  const all = rungs(lesson([rich]));
  const first = suggestRung(all, [], null);
  const second = suggestRung(all, [read('hint')], first);
  expect(second).toEqual({ kind: 'hint', read: 1 });
  expect(suggestRung(all, [read('hint'), read('hint', 2)], second)?.kind).toBe('example');
});

test('what was read before the first tap is not pointed to', () => {
  const all = rungs(lesson([rich]));
  expect(suggestRung(all, [read('hint'), read('hint', 2)], null)?.kind).toBe('example');
});
