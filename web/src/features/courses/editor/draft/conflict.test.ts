import { expect, test } from 'vitest';
import type { BlockBody, LessonBody } from '../types';
import { compare, isSettled, resolved, same } from './conflict';
import { newBlock } from './newBlocks';

const block = (id: string, text = id): BlockBody => ({ ...newBlock('markdown', { text }), id });
const bodyOf = (ids: string, title = 'T'): LessonBody => ({
  title,
  minutes: 5,
  blocks: [...ids].map((id) => block(id)),
});
const ids = (body: LessonBody) => body.blocks.map(({ id }) => id).join('');

test('the order of keys does not matter, that of entries does', () => {
  expect(same({ a: 1, b: [1, 2] }, { b: [1, 2], a: 1 })).toBe(true);
  expect(same({ a: [1, 2] }, { a: [2, 1] })).toBe(false);
  expect(same({ a: undefined }, {})).toBe(false);
  expect(same([], {})).toBe(false);
});

test('blocks that were added on both sides are all there, each behind the one that it was written behind', () => {
  const conflict = compare(bodyOf('abc'), bodyOf('axbc'), bodyOf('abyc'));
  expect(isSettled(conflict)).toBe(true);
  expect(ids(resolved(conflict))).toBe('axbyc');
});

test('a block that one side removed and the other left alone is gone', () => {
  expect(ids(resolved(compare(bodyOf('abc'), bodyOf('ac'), bodyOf('abc'))))).toBe('ac');
  expect(ids(resolved(compare(bodyOf('abc'), bodyOf('abc'), bodyOf('ac'))))).toBe('ac');
});

test('a block that one side removed and the other changed is asked about, and mine stays until then', () => {
  const changed = { ...bodyOf('abc'), blocks: [block('a'), block('b', 'new'), block('c')] };
  const conflict = compare(bodyOf('abc'), bodyOf('ac'), changed);
  expect(conflict.rows.map((row) => row.contested)).toEqual([false, true, false]);
  expect(ids(resolved(conflict))).toBe('ac');
});

test('where nobody knows what both began with, every difference is asked about', () => {
  expect(compare(null, bodyOf('ab', 'Mine'), bodyOf('ac', 'Theirs')).title.contested).toBe(true);
  expect(isSettled(compare(null, bodyOf('ab'), bodyOf('ac')))).toBe(false);
});

test('a title that only they changed is theirs', () => {
  const conflict = compare(bodyOf('a', 'Old'), bodyOf('a', 'Old'), bodyOf('a', 'New'));
  expect(resolved(conflict).title).toBe('New');
});
