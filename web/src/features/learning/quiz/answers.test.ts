import { expect, test } from 'vitest';
import type { Question } from '../api';
import { missingIn, problemOf, toAnswers } from './answers';
import { describeChanges, fits } from './changes';
import { plain } from './quiz.testdata';

const question = (kind: Question['kind'], more: Partial<Question> = {}): Question => ({
  id: kind,
  kind,
  prompt_html: '',
  choices:
    kind === 'single' || kind === 'multiple'
      ? [
          { id: 'a', text_html: 'A' },
          { id: 'b', text_html: 'B' },
        ]
      : [],
  ...plain,
  ...more,
});
const questions = (['single', 'multiple', 'number', 'short_text'] as const).map((kind) => question(kind));

test('questions without an answer are named by their number', () => {
  expect(missingIn(questions, {})).toEqual([1, 2, 3, 4]);
  expect(missingIn(questions, { single: 'a', multiple: [], number: ' ', short_text: 'x' })).toEqual([2, 3]);
});

test('answers go to the server as they were typed, without those that are blank', () => {
  expect(toAnswers(questions, { single: 'a', multiple: ['a', 'b'], number: ' 1,000 ', short_text: '  ' })).toEqual({
    single: 'a',
    multiple: ['a', 'b'],
    number: '1,000',
  });
});

test('a number that can mean two, or none, cannot be handed in', () => {
  expect(problemOf(null)).toBeNull();
  expect(problemOf({ problem: null, choices: [] })).toBeNull();
  expect(problemOf({ problem: null, choices: ['1234', '1.234'] })).toBe('ambiguous');
  expect(problemOf({ problem: 'out_of_range', choices: [] })).toBe('out_of_range');
});

test('an answer fits while its question and its choices are there', () => {
  expect(fits(questions, 'single', 'a')).toBe(true);
  expect(fits(questions, 'single', 'z')).toBe(false);
  expect(fits(questions, 'multiple', ['a', 'z'])).toBe(false);
  expect(fits(questions, 'number', '5')).toBe(true);
  expect(fits(questions, 'gone', '5')).toBe(false);
});

test('what was changed under an open quiz is said, by number, with what was written to a question that is gone', () => {
  const [single, multiple, number, text] = questions as [Question, Question, Question, Question];
  const after = [
    {
      ...single,
      choices: [
        { id: 'c', text_html: 'C' },
        { id: 'd', text_html: 'D' },
      ],
    },
    { ...multiple, prompt_html: 'Other words' },
    text,
    question('number', { id: 'more' }),
  ];
  expect(describeChanges(questions, after, { single: 'a', multiple: ['a'], [number.id]: '12' })).toEqual([
    { kind: 'gone', number: 3, answer: '12' },
    { kind: 'emptied', number: 1 },
    { kind: 'reworded', number: 2 },
    { kind: 'added', number: 4 },
  ]);
});
