import { expect, test } from 'vitest';
import type { SupportMessage, Settings } from '../api';
import { mayAsk, NO_MESSAGE, reduceMessage } from './messageState';

const NOW = new Date('2026-03-01T10:00:00Z');
const support: Settings['support'] = {
  enabled: true,
  snoozed_until: null,
  message_style: 'warm',
  use_name: true,
  available: true,
};
const message = (id: string) => ({ id }) as SupportMessage;
const settings = (change: Partial<Settings> = {}) => ({ mode: 'self_report', support, ...change }) as Settings;

test('one message at a time: a second one does not replace the first', () => {
  const state = reduceMessage(reduceMessage(NO_MESSAGE, { type: 'received', message: message('a') }), {
    type: 'received',
    message: message('b'),
  });
  expect(state.message?.id).toBe('a');
});

test('a message that has ended does not come back when it is pushed again', () => {
  const ended = reduceMessage(reduceMessage(NO_MESSAGE, { type: 'received', message: message('a') }), {
    type: 'ended',
  });
  expect(reduceMessage(ended, { type: 'received', message: message('a') }).message).toBeNull();
  expect(reduceMessage(ended, { type: 'received', message: message('b') }).message?.id).toBe('b');
});

test('a new message begins with its message, whatever the last one showed', () => {
  const feeling = reduceMessage(reduceMessage(NO_MESSAGE, { type: 'received', message: message('a') }), {
    type: 'viewed',
    view: 'feeling',
  });
  const next = reduceMessage(reduceMessage(feeling, { type: 'ended' }), { type: 'received', message: message('b') });
  expect(next.view).toBe('message');
});

test.each([
  ['the settings are not known yet', undefined],
  ['the mode is off', settings({ mode: 'off' })],
  ['support is switched off', settings({ support: { ...support, enabled: false } })],
  ['support is snoozed', settings({ support: { ...support, snoozed_until: '2026-03-01T10:20:00Z' } })],
])('nothing is asked for while %s', (_, given) => {
  expect(mayAsk(given, NO_MESSAGE, NOW)).toBe(false);
});

test('a snooze that is over no longer counts', () => {
  expect(mayAsk(settings({ support: { ...support, snoozed_until: '2026-03-01T09:59:00Z' } }), NO_MESSAGE, NOW)).toBe(
    true,
  );
});

test('nothing is asked for while a message is open', () => {
  expect(mayAsk(settings(), reduceMessage(NO_MESSAGE, { type: 'received', message: message('a') }), NOW)).toBe(false);
});
