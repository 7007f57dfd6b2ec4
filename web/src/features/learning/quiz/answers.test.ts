import { expect, test } from 'vitest';
import type { Question } from '../api';
import { parseNumber, problemWith, toAnswers } from './answers';

const question = (kind: Question['kind']): Question => ({ id: kind, kind, prompt_html: '', choices: [], unit: null, case_sensitive: false });

test.each([['3.5', 3.5], ['3,5', 3.5], [' -2 ', -2], ['1 000', 1000], ['6.02e23', 6.02e23], ['.5', 0.5]])('%s is a number', (text, value) => {
  expect(parseNumber(text)).toBe(value);
});

test.each(['', 'five', '3.5.1', '1,2,3', '--1', '5 m/s²'])('%s is not', (text) => {
  expect(parseNumber(text)).toBeNull();
});

test('a question without an answer is named before anything is sent', () => {
  expect(problemWith(question('single'), {})).toBe('unanswered');
  expect(problemWith(question('multiple'), { multiple: [] })).toBe('unanswered');
  expect(problemWith(question('short_text'), { short_text: '  ' })).toBe('unanswered');
  expect(problemWith(question('number'), { number: 'many' })).toBe('no_number');
  expect(problemWith(question('number'), { number: '4' })).toBeNull();
});

test('answers take the shape that each kind of question wants', () => {
  const questions = (['single', 'multiple', 'number', 'short_text'] as const).map(question);
  expect(toAnswers(questions, { single: 'a', multiple: ['a', 'b'], number: '2,5', short_text: ' amplitude ' })).toEqual({
    single: 'a', multiple: ['a', 'b'], number: 2.5, short_text: 'amplitude',
  });
});
