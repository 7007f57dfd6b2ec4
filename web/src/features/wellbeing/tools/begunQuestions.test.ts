// What the server begins a question with is no word of distress, whatever a tutor called the lesson or the part.

import { expect, test } from 'vitest';
import { carriesCrisisWords } from '@/platform/crisis/match';
import type { OpenLesson } from '@/platform/lesson/openLesson';
import begun from './begunQuestions.testdata.json';
import { withoutTitles } from './withoutTitles';

interface Begun {
  lesson: string;
  block: string;
  text: string;
}

function lessonOf({ lesson, block }: Begun): OpenLesson {
  return {
    course_title: 'Literature',
    module_title: 'One',
    title: lesson,
    blocks: [{ name: block, title: block, prerequisite: null }],
  } as unknown as OpenLesson;
}
const ownWords = (question: Begun) => withoutTitles(question.text, lessonOf(question));

test('a question that the server begins carries no crisis words', () => {
  expect(begun.plain.length).toBeGreaterThan(100);
  expect(begun.plain.filter(({ text }) => carriesCrisisWords(text))).toEqual([]);
});

test('a title that would read as distress does not mark the question that names it', () => {
  expect(begun.heavy.filter(({ lesson }) => !carriesCrisisWords(lesson))).toEqual([]);
  expect(begun.heavy.filter((question) => carriesCrisisWords(ownWords(question)))).toEqual([]);
});

test('the same words do, where the student writes them', () => {
  const written = begun.heavy.map((question) => `${ownWords(question)} ${question.lesson}`);
  expect(written.filter((text) => !carriesCrisisWords(text))).toEqual([]);
});
