import { expect, test } from 'vitest';
import type { Resource } from './api';
import { emptyDraft, isSame, moved, problemsOf, toDraft, toResource } from './draft';

const counsel: Resource = {
  title: 'Counselling',
  text: 'Room 3',
  url: 'https://school.example/c',
  phone: '+49 30 1234-56',
  languages: ['en', 'de'],
};

test('what was loaded is saved unchanged', () => {
  expect(toResource(toDraft(counsel))).toEqual(counsel);
  expect(isSame([toDraft(counsel)], [{ ...counsel, languages: ['de', 'en'] }])).toBe(true);
  expect(isSame([{ ...toDraft(counsel), title: 'Other' }], [counsel])).toBe(false);
});

test('an empty entry says what it lacks', () => {
  expect([...problemsOf(emptyDraft([]))].toSorted()).toEqual(['languages', 'title', 'unreachable']);
});

test('a link that is none and a number that is none are named', () => {
  expect([...problemsOf({ ...toDraft(counsel), url: 'javascript:alert(1)', phone: 'call me' })]).toEqual([
    'url',
    'phone',
  ]);
  expect(problemsOf(toDraft(counsel)).size).toBe(0);
});

test('entries change places', () => {
  const [a, b] = [toDraft(counsel), toDraft({ ...counsel, title: 'Second' })];
  expect(moved([a, b], 1, -1)).toEqual([b, a]);
});
