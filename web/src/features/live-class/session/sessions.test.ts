import { expect, test } from 'vitest';
import { applySession, neighbour, openOf, sessionOn, type LiveSession } from './sessions';
import { session } from './session.testdata';

const asItIs = (pushed: LiveSession) => pushed;

test('the newer state counts, in whatever order they come', () => {
  const first = session({ revision: 1 });
  const second = session({ revision: 2, presented_block_id: 'b1' });
  const third = session({ revision: 3, presented_block_id: 'b2' });
  const inOrder = [first, second, third].reduce<readonly LiveSession[]>(
    (all, each) => applySession(all, each, asItIs),
    [],
  );
  const mixed = [third, first, second].reduce<readonly LiveSession[]>(
    (all, each) => applySession(all, each, asItIs),
    [],
  );
  expect(inOrder).toEqual([third]);
  expect(mixed).toEqual([third]);
});

test('late news does not bring back a class that has ended', () => {
  const ended = applySession([session({ revision: 4 })], session({ revision: 6, state: 'ended' }), asItIs);
  expect(openOf(applySession(ended, session({ revision: 5 }), asItIs))).toEqual([]);
});

test('what cannot be completed is left to a fetch', () => {
  expect(applySession([], session(), () => null)).toEqual([]);
});

test("a group's class on a lesson comes before the course's", () => {
  const [course, group] = [session({ id: 's1' }), session({ id: 's2', group_id: 'g1' })];
  expect(sessionOn([course, group], 'l1')).toBe(group);
  expect(sessionOn([course], 'l2')).toBeUndefined();
  expect(sessionOn([session({ state: 'planned' })], 'l1')).toBeUndefined();
});

test('a remote turns from block to block, from the first on, and stops at the ends', () => {
  const blocks = ['a', 'b'].map((id, index) => ({ id, position: index + 1, name: null }));
  expect(neighbour(blocks, null, 1)).toBe('a');
  expect(neighbour(blocks, 'a', 1)).toBe('b');
  expect(neighbour(blocks, 'b', 1)).toBeUndefined();
  expect(neighbour(blocks, 'a', -1)).toBeUndefined();
  expect(neighbour(blocks, 'gone', -1)).toBe('a');
});
