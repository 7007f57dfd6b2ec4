import { expect, test } from 'vitest';
import type { Resource } from './api';
import { emptyDraft, isSame, localDay, moved, problemsOf, toDraft, toResource } from './draft';

const counsel: Resource = {
  kind: 'person',
  title: 'Counselling',
  text: 'Room 3',
  url: 'https://school.example/c',
  phone: '+49 30 1234-56',
  languages: ['en', 'de'],
  checked_on: '2026-11-01',
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

test('a check in the future is none, and a day is the one where the reader is', () => {
  const draft = toDraft(counsel);
  expect(problemsOf(draft, '2026-11-01').size).toBe(0);
  expect([...problemsOf(draft, '2026-10-31')]).toEqual(['checked_on']);
  expect(localDay(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
});
