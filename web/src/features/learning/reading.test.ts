import { expect, test } from 'vitest';
import { advanceReading, currentBlock, NOTHING_READ, type Sight } from './reading';

const sight = (share: number, endSeen = false, height = 100): Sight => ({ share, endSeen, height });

test('a block counts as viewed after a second and a half in sight, once', () => {
  const inSight = new Map([['b1', sight(0.8)]]);
  const [early, nothing] = advanceReading(NOTHING_READ, inSight, 1_000);
  expect(nothing.viewed).toEqual([]);
  const [later, news] = advanceReading(early, inSight, 500);
  expect(news.viewed).toEqual(['b1']);
  expect(advanceReading(later, inSight, 500)[1].viewed).toEqual([]);
});

test('a block that is only grazed is not viewed however long it stays', () => {
  const [, news] = advanceReading(NOTHING_READ, new Map([['b1', sight(0.2)]]), 60_000);
  expect(news).toEqual({ viewed: [], finished: [] });
});

test('a long block is finished when its end has been seen, in whichever order', () => {
  const [middle, first] = advanceReading(NOTHING_READ, new Map([['b1', sight(0.9)]]), 2_000);
  expect(first).toEqual({ viewed: ['b1'], finished: [] });
  const [end, second] = advanceReading(middle, new Map([['b1', sight(0.3, true)]]), 500);
  expect(second).toEqual({ viewed: [], finished: ['b1'] });
  expect(advanceReading(end, new Map([['b1', sight(0.9, true)]]), 500)[1].finished).toEqual([]);
});

test('the student is at the block that fills most of the screen', () => {
  expect(currentBlock(new Map([['b1', sight(1, true, 120)], ['b2', sight(0.5, false, 400)]]))).toBe('b2');
  expect(currentBlock(new Map())).toBeNull();
});
