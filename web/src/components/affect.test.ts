import { expect, test } from 'vitest';
import { confidencePercent, EXPRESSIONS, LEARNING_STATES, PICTOGRAMS } from './affect';

const files = import.meta.glob<string>(
  ['/src/**/*.{ts,tsx,json}', '!/src/**/*.test.{ts,tsx}', '!/src/**/*.testdata.*'],
  {
    query: '?raw',
    import: 'default',
    eager: true,
  },
);

test('no text of the client needs a font with emoji', () => {
  const found = Object.entries(files).filter(([, text]) => /\p{Emoji_Presentation}|\uFE0F/u.test(text));
  expect(found.map(([path]) => path)).toEqual([]);
});

test('every expression and learning state has a pictogram, and no two the same', () => {
  const names = [...EXPRESSIONS, ...LEARNING_STATES];
  expect(new Set(names.map((name) => PICTOGRAMS[name])).size).toBe(names.length);
});

test.each([
  [0.994, 99],
  [0.9999, 99],
  [1, 99],
  [0.5, 50],
  [0, 0],
])('a confidence of %d is said as %d %, never as certainty', (confidence, percent) => {
  expect(confidencePercent(confidence)).toBe(percent);
});
