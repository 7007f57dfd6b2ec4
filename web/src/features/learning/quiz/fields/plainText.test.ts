import { expect, test } from 'vitest';
import { plainText } from './plainText';

test('a formula is said by its TeX, not by its letters in a row', () => {
  const half = '<math alttext="\\frac12"><mfrac><mn>1</mn><mn>2</mn></mfrac></math>';
  expect(plainText(`<em>about</em> ${half} of it`)).toBe('about \\frac12 of it');
});
