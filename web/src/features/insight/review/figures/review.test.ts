import { expect, test } from 'vitest';
import { comparedScope } from '../scope';
import { review } from '../review.testdata';
import { drawn, reviewHeight, reviewOption, spansOf } from './reviewOption';
import { toCsv } from '@/components/chart/downloads';

const words = {
  percent: (share: number) => `${100 * share} %`,
  minutes: (minutes: number) => `${minutes} min`,
  hidden: 'hidden',
  row: (name: string) => name,
};

test('parts are as wide as they are expected to take', () => {
  expect(spansOf(review().blocks).map(({ from, to }) => [from, to])).toEqual([
    [0, 2],
    [2, 3],
  ]);
});

test('what is hidden is a gap and not a zero', () => {
  const series = reviewOption(review(), undefined, words, (token) => token).series as { id: string; data: unknown[] }[];
  const of = (id: string) => series.find((each) => each.id === id)?.data;
  expect(of('friction')).toEqual([[0, 2, 0, 0.4]]);
  expect(of('interval')).toEqual([[0, 2, 0.2, 0.7]]);
  expect(of('friction-compared')).toEqual([]);
  expect(of('friction-hidden')).toEqual([[2, 3]]);
  expect(of('struggling-hidden')).toEqual([[2, 3]]);
});

test('where everything is hidden only what was asked and wrong is drawn', () => {
  const hidden = { ...review(), blocks: review().blocks.map((each) => ({ ...each, friction: null, readings: null })) };
  const option = reviewOption(hidden, undefined, words, (token) => token);
  expect((option.series as { id: string }[]).map(({ id }) => id)).toEqual(['wrong', 'questions']);
  expect((option.grid as unknown[]).length).toBe(1);
  expect(reviewHeight(hidden, undefined)).toBeLessThan(reviewHeight(review(), undefined));
  expect((reviewOption(hidden, review(), words, (token) => token).grid as unknown[]).length).toBe(4);
});

test('a second run is drawn over the same axis', () => {
  const series = reviewOption(review(), review(), words, (token) => token).series as { id: string; data: unknown[] }[];
  expect(series.find(({ id }) => id === 'friction-compared')?.data).toEqual([[0, 2, 0, 0.4]]);
});

test('a word stands in the middle of its range', () => {
  expect(drawn({ share: null, word: 'some', low: 0.2, high: 0.4 })).toBeCloseTo(0.3);
});

test('a table is CSV that a spreadsheet does not compute', () => {
  const table = { columns: ['Part', 'Friction'], rows: [['=1+1', 'a "b", c']] };
  expect(toCsv(table)).toBe('\uFEFFPart,Friction\r\n\'=1+1,"a ""b"", c"\r\n');
});

test('a comparison changes one thing of whose figures are shown', () => {
  const scope = { period: 'run-2', group: 'g1' };
  expect(comparedScope(scope, null)).toBeNull();
  expect(comparedScope(scope, 'course')).toEqual({ period: 'run-2' });
  expect(comparedScope(scope, 'period:run-1')).toEqual({ period: 'run-1', group: 'g1' });
  expect(comparedScope(scope, 'group:g2')).toEqual({ period: 'run-2', group: 'g2' });
});
