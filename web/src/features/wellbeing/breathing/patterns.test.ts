import { expect, test } from 'vitest';
import { breathAt, PATTERNS, type Pattern } from './patterns';

const named = (name: Pattern['name']) => PATTERNS.find((pattern) => pattern.name === name)!;
const phases = (name: Pattern['name'], seconds: number) =>
  Array.from({ length: seconds }, (_, second) => breathAt(named(name), second).phase);

test('a calm breath is four in, four held, six out, and begins again', () => {
  expect(phases('calm', 15)).toEqual([
    ...Array<string>(4).fill('in'),
    ...Array<string>(4).fill('hold'),
    ...Array<string>(6).fill('out'),
    'in',
  ]);
});

test('every second of a phase is counted', () => {
  expect([4, 7, 10].map((second) => breathAt(named('deep'), second))).toEqual([
    { phase: 'hold', second: 1, seconds: 7 },
    { phase: 'hold', second: 4, seconds: 7 },
    { phase: 'hold', second: 7, seconds: 7 },
  ]);
});

test('all but the box breathe out the longest', () => {
  const longestOut = PATTERNS.filter(({ phases: parts }) => {
    const longest = Math.max(...parts.map(({ seconds }) => seconds));
    return parts.filter(({ seconds }) => seconds === longest).every(({ phase }) => phase === 'out');
  });
  expect(longestOut.map(({ name }) => name)).toEqual(['calm', 'deep']);
});

test('every pattern fits into a minute at least three times', () => {
  for (const { phases: parts } of PATTERNS)
    expect(parts.reduce((sum, { seconds }) => sum + seconds, 0)).toBeLessThanOrEqual(20);
});
