import { expect, test } from 'vitest';
import type { OwnLesson, OwnModule } from '../types';
import { archivedIn, placeNextTo, placeOfDrop, thoseThere, withLessonAt, type LessonPlace } from './outline';

const lesson = (id: string): OwnLesson => ({
  id,
  title: id,
  slug: id,
  minutes: 5,
  position: 0,
  version: 1,
  has_draft_changes: false,
  module_id: 'm1',
  prerequisite_id: null,
  archived: id === id.toUpperCase(),
  due_at: null,
  due_after_days: null,
});
const module = (id: string, lessons: string): OwnModule => ({
  id,
  title: id,
  position: 0,
  archived: false,
  lessons: [...lessons].map(lesson),
});
const outline = [module('m1', 'abc'), module('m2', ''), module('m3', 'de')];
const shown = (modules: readonly OwnModule[]) =>
  modules.map(({ lessons }) => lessons.map(({ id }) => id).join('')).join('|');
const after = (id: string, place: LessonPlace | null) => (place ? shown(withLessonAt(outline, id, place)) : null);

test.each([
  ['b', -1, 'bac||de'],
  ['b', 1, 'acb||de'],
  ['c', 1, 'ab|c|de'],
  ['d', -1, 'abc|d|e'],
  ['a', -1, null],
  ['e', 1, null],
] as const)('%s moves by %i', (id, step, expected) => {
  expect(after(id, placeNextTo(outline, id, step))).toBe(expected);
});

test.each([
  ['a', 'c', 'bca||de'],
  ['c', 'a', 'cab||de'],
  ['a', 'e', 'bc||dae'],
  ['a', 'm2', 'bc|a|de'],
  ['a', 'a', null],
] as const)('%s dropped on %s', (id, over, expected) => {
  expect(after(id, placeOfDrop(outline, id, over))).toBe(expected);
});

test('every move keeps every lesson exactly once', () => {
  const ids = [...'abcde'];
  const outlines = ids.flatMap((id) =>
    [...ids, 'm1', 'm2', 'm3'].flatMap((over) => after(id, placeOfDrop(outline, id, over)) ?? []),
  );
  const kept = outlines.map((text) => [...text.replaceAll('|', '')].toSorted().join(''));
  expect([...new Set(kept)]).toEqual(['abcde']);
});

test('what is archived is not in the outline, but can be brought back', () => {
  const modules = [module('m1', 'aB'), { ...module('m2', 'c'), archived: true }];
  expect(shown(thoseThere(modules))).toBe('a');
  expect(archivedIn(modules).modules.map(({ id }) => id)).toEqual(['m2']);
  expect(archivedIn(modules).lessons.map(({ id }) => id)).toEqual(['B']);
});
