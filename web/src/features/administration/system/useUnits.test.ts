import { expect, it } from 'vitest';
import { unitsOf } from './useUnits';

const english = unitsOf('en');

it.each([
  [4.06, '4.1 ms'],
  [61.2, '61 ms'],
  [940.1, '940 ms'],
  [1940.1, '1.9 sec'],
])('writes %d ms as %s', (milliseconds, text) => {
  expect(english.duration(milliseconds)).toBe(text);
});

it.each([
  [0, '0 bytes'],
  [999, '999 bytes'],
  [8_421_376, '8.4 MB'],
  [3e12, '3 TB'],
])('writes %d bytes as %s', (bytes, text) => {
  expect(english.bytes(bytes)).toBe(text);
});

it.each([
  [0.4, '0 sec'],
  [59, '59 sec'],
  [3_600, '1 hr'],
  [93_784, '1 day 2 hr'],
  [86_400 + 30, '1 day'],
])('writes %d s as %s', (seconds, text) => {
  expect(english.uptime(seconds)).toBe(text);
});

it('follows the language', () => {
  expect(unitsOf('de').share(0.0125)).toBe('1,25\u00A0%');
});
