import { expect, test } from 'vitest';
import type { LessonBody } from '../types';
import { completed } from './completed';
import { newBlock } from './newBlocks';

test('what was stored before a setting was there has its default, and everything else stays', () => {
  const question = { id: 'q', kind: 'multiple', prompt: 'Which?', choices: [], feedback: null };
  const quiz = { ...newBlock('quiz'), content: { graded: true, attempts_allowed: 3, questions: [question] } };
  const old = { title: 'T', minutes: 5, blocks: [quiz] } as unknown as LessonBody;
  expect(completed(old).blocks[0]).toMatchObject({
    content: {
      graded: true,
      attempts_allowed: 3,
      review: 'after_each',
      questions: [{ id: 'q', prompt: 'Which?', points: 1, hints: [], partial_credit: false }],
    },
  });
});

test('what is whole stays as it is', () => {
  const body: LessonBody = { title: 'T', minutes: 5, blocks: [newBlock('quiz'), newBlock('assignment')] };
  expect(completed(body)).toEqual(body);
});
