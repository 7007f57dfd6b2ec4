import { expect, test } from 'vitest';
import { advanceViews, currentBlock, NOTHING_VIEWED, requiredTime, type ViewState, type Sight } from './views';

const advance = (state: ViewState, sights: ReadonlyMap<string, Sight>, elapsed: number, expected = 6) =>
  advanceViews(state, sights, elapsed, () => requiredTime(expected));

const sight = (share: number, endSeen = false, height = 100): Sight => ({ share, endSeen, height });

test('a block counts as viewed after a second and a half in sight, once', () => {
  const inSight = new Map([['b1', sight(0.8)]]);
  const [early, nothing] = advance(NOTHING_VIEWED, inSight, 1_000);
  expect(nothing.viewed).toEqual([]);
  const [later, changes] = advance(early, inSight, 500);
  expect(changes.viewed).toEqual(['b1']);
  expect(advance(later, inSight, 500)[1].viewed).toEqual([]);
});

test('a block that is only grazed is not viewed however long it stays', () => {
  const [, changes] = advance(NOTHING_VIEWED, new Map([['b1', sight(0.2)]]), 60_000);
  expect(changes).toEqual({ viewed: [], finished: [] });
});

test('a long block is finished when its end has been seen, in whichever order', () => {
  const [middle, first] = advance(NOTHING_VIEWED, new Map([['b1', sight(0.9)]]), 2_000);
  expect(first).toEqual({ viewed: ['b1'], finished: [] });
  const [end, second] = advance(middle, new Map([['b1', sight(0.3, true)]]), 500);
  expect(second).toEqual({ viewed: [], finished: ['b1'] });
  expect(advance(end, new Map([['b1', sight(0.9, true)]]), 500)[1].finished).toEqual([]);
});

test('a block that is meant to take minutes is not read by being on the screen for seconds', () => {
  const whole = new Map([['b1', sight(1, true)]]);
  let [state, changes] = advance(NOTHING_VIEWED, whole, 44_500, 180);
  expect(changes).toEqual({ viewed: ['b1'], finished: [] });
  [state, changes] = advance(state, whole, 500, 180);
  expect(changes.finished).toEqual(['b1']);
  expect(advance(state, whole, 500, 180)[1].finished).toEqual([]);
});

test('a quarter of the expected time is enough, and a glance never is', () => {
  expect([requiredTime(240), requiredTime(1)]).toEqual([60_000, 1_500]);
});

test('the student is at the block that fills most of the screen', () => {
  expect(
    currentBlock(
      new Map([
        ['b1', sight(1, true, 120)],
        ['b2', sight(0.5, false, 400)],
      ]),
    ),
  ).toBe('b2');
  expect(currentBlock(new Map())).toBeNull();
});
