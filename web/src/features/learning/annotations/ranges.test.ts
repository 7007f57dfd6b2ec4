import { expect, test } from 'vitest';
import { paragraphsOf, segmentsOf, trimRange } from './ranges';

test('a text is cut where comments begin and end, also when they overlap', () => {
  const segments = segmentsOf('abcdef', [
    { start: 1, end: 4, comment: 'first' },
    { start: 3, end: 5, comment: 'second' },
  ]);
  expect(segments.map(({ text, comments }) => [text, comments])).toEqual([
    ['a', []],
    ['bc', [0]],
    ['d', [0, 1]],
    ['e', [1]],
    ['f', []],
  ]);
  expect(segments.map(({ text }) => text).join('')).toBe('abcdef');
});

test('a comment that reaches past the text loses nothing of it', () => {
  expect(segmentsOf('abc', [{ start: 1, end: 99, comment: 'x' }]).map(({ text }) => text)).toEqual(['a', 'bc']);
});

test('a selection loses the white space at its ends', () => {
  expect(trimRange('a  word b', 1, 8)).toEqual({ start: 3, end: 7 });
  expect(trimRange('a   b', 1, 4)).toBeNull();
});

test('paragraphs are found without the empty lines between them', () => {
  expect(paragraphsOf('One.\n\n  \nTwo.').map(({ text, start }) => [text, start])).toEqual([
    ['One.', 0],
    ['Two.', 9],
  ]);
});
