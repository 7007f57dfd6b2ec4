import { expect, it } from 'vitest';
import type { SystemSnapshot } from '../types';
import { extendHistory, laterOf, REMEMBERED } from './history';
import { snapshotAt } from './snapshot.testdata';

const seen = (...seconds: number[]) =>
  seconds.map((at) => snapshotAt(at)).reduce<readonly SystemSnapshot[]>(extendHistory, []);

it('remembers the last two minutes and no more', () => {
  const history = seen(...Array.from({ length: REMEMBERED + 5 }, (_, index) => 2 * index));
  expect(history).toHaveLength(REMEMBERED);
  expect(history.at(-1)).toEqual(snapshotAt(2 * (REMEMBERED + 4)));
});

it('does not count a snapshot twice, nor one that arrives late', () => {
  const history = seen(0, 2);
  expect(extendHistory(history, snapshotAt(2))).toBe(history);
  expect(extendHistory(history, snapshotAt(1))).toBe(history);
});

it('is not turned back by a snapshot that arrives late', () => {
  const known = snapshotAt(10);
  expect(laterOf(known, snapshotAt(4))).toBe(known);
  expect(laterOf(known, snapshotAt(12))).toEqual(snapshotAt(12));
});
