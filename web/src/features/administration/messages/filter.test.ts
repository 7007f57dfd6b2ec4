import { expect, test } from 'vitest';
import type { Library, LibraryMessage } from './api';
import { filterMessages, pageOf, readFilter, statusOf, writeFilter, type MessageFilter } from './filter';

function message(id: string, change: Partial<LibraryMessage> = {}): LibraryMessage {
  return {
    id,
    cause: 'confused',
    strategy: 'hint',
    needs: [],
    style: 'warm',
    texts: { en: `The ${id}`, de: `Das ${id}` },
    active: true,
    approved: true,
    course_id: null,
    course_title: null,
    block_id: null,
    block_title: null,
    shipped: true,
    changed: false,
    version: 0,
    effect: null,
    ...change,
  };
}

const everything: MessageFilter = {
  query: '',
  cause: '',
  strategy: '',
  style: '',
  status: '',
  language: 'en',
  page: 1,
};
const messages = [
  message('hint'),
  message('break', { strategy: 'break', changed: true, version: 1 }),
  message('own', { shipped: false, version: 1 }),
  message('silent', { active: false, changed: true, cause: 'low_mood', style: 'brief' }),
];
const ids = (filter: Partial<MessageFilter>) =>
  filterMessages(messages, { ...everything, ...filter }).map(({ id }) => id);

test('what is switched off counts as that, whatever else it is', () => {
  expect(messages.map(statusOf)).toEqual(['shipped', 'changed', 'own', 'off']);
});

test('without a filter everything is listed', () => {
  expect(ids({})).toHaveLength(4);
});

test('each filter narrows, and words are looked for in the chosen language', () => {
  expect(ids({ cause: 'low_mood' })).toEqual(['silent']);
  expect(ids({ style: 'brief' })).toEqual(['silent']);
  expect(ids({ strategy: 'break' })).toEqual(['break']);
  expect(ids({ status: 'own' })).toEqual(['own']);
  expect(ids({ query: 'das H', language: 'de' })).toEqual(['hint']);
  expect(ids({ query: 'das H' })).toEqual([]);
});

test('a message is found by the course and the part that it is for', () => {
  const own = message('own', { course_title: 'Statistics', block_title: 'The bell' });
  expect(filterMessages([...messages, own], { ...everything, query: 'the bell' })).toEqual([own]);
  expect(filterMessages([...messages, own], { ...everything, query: 'statist' })).toEqual([own]);
});

test('a long list comes in pages, and a page behind the end is the last one', () => {
  const many = Array.from({ length: 60 }, (_, number) => number);
  expect(pageOf(many, 2)).toEqual({ entries: many.slice(25, 50), page: 2, pages: 3 });
  expect(pageOf(many, 9)).toEqual({ entries: many.slice(50), page: 3, pages: 3 });
  expect(pageOf([], 1)).toEqual({ entries: [], page: 1, pages: 1 });
});

test('the address holds the filter; what the library does not know counts as not given', () => {
  const library = {
    causes: ['confused'],
    strategies: ['hint'],
    styles: ['warm'],
    languages: ['en', 'de'],
  } as unknown as Library;
  const filter: MessageFilter = { ...everything, query: 'bell', cause: 'confused', language: 'de', page: 3 };
  const address = writeFilter(filter, 'en');
  expect(String(address)).toBe('query=bell&cause=confused&language=de&page=3');
  expect(readFilter(address, library, 'en')).toEqual(filter);
  expect(String(writeFilter(everything, 'en'))).toBe('');
  const nonsense = new URLSearchParams('cause=none&status=x&language=fr&page=-1');
  expect(readFilter(nonsense, library, 'en')).toEqual(everything);
});
