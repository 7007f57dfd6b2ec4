import { expect, test } from 'vitest';
import type { LibraryMessage } from './api';
import { filterMessages, statusOf, type MessageFilter } from './filter';

function message(id: string, change: Partial<LibraryMessage> = {}): LibraryMessage {
  return {
    id,
    state: 'maybe_confused',
    strategy: 'hint',
    texts: { en: `The ${id}`, de: `Das ${id}` },
    active: true,
    shipped: true,
    changed: false,
    version: 0,
    effect: null,
    ...change,
  };
}

const everything: MessageFilter = { query: '', state: '', strategy: '', status: '', language: 'en' };
const messages = [
  message('hint'),
  message('break', { strategy: 'break', changed: true, version: 1 }),
  message('own', { shipped: false, version: 1 }),
  message('silent', { active: false, changed: true, state: 'low_mood' }),
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
  expect(ids({ state: 'low_mood' })).toEqual(['silent']);
  expect(ids({ strategy: 'break' })).toEqual(['break']);
  expect(ids({ status: 'own' })).toEqual(['own']);
  expect(ids({ query: 'das H', language: 'de' })).toEqual(['hint']);
  expect(ids({ query: 'das H' })).toEqual([]);
});
