import { expect, test } from 'vitest';
import type { Offer, Settings } from '../api';
import { mayAsk, NO_OFFER, reduceOffer } from './offerState';

const NOW = new Date('2026-03-01T10:00:00Z');
const offer = (id: string) => ({ id }) as Offer;
const settings = (change: Partial<Settings> = {}) =>
  ({ mode: 'self_report', support: { enabled: true, snoozed_until: null }, ...change }) as Settings;

test('one offer at a time: a second one does not replace the first', () => {
  const state = reduceOffer(reduceOffer(NO_OFFER, { type: 'offered', offer: offer('a') }), {
    type: 'offered',
    offer: offer('b'),
  });
  expect(state.offer?.id).toBe('a');
});

test('an offer that has ended does not come back when it is pushed again', () => {
  const ended = reduceOffer(reduceOffer(NO_OFFER, { type: 'offered', offer: offer('a') }), { type: 'ended' });
  expect(reduceOffer(ended, { type: 'offered', offer: offer('a') }).offer).toBeNull();
  expect(reduceOffer(ended, { type: 'offered', offer: offer('b') }).offer?.id).toBe('b');
});

test('a new offer begins with its message, whatever the last one showed', () => {
  const feeling = reduceOffer(reduceOffer(NO_OFFER, { type: 'offered', offer: offer('a') }), {
    type: 'viewed',
    view: 'feeling',
  });
  const next = reduceOffer(reduceOffer(feeling, { type: 'ended' }), { type: 'offered', offer: offer('b') });
  expect(next.view).toBe('message');
});

test.each([
  ['nobody knows the settings yet', undefined],
  ['the mode is off', settings({ mode: 'off' })],
  ['support is switched off', settings({ support: { enabled: false, snoozed_until: null } })],
  ['support is snoozed', settings({ support: { enabled: true, snoozed_until: '2026-03-01T10:20:00Z' } })],
])('nothing is asked for while %s', (_, given) => {
  expect(mayAsk(given, NO_OFFER, NOW)).toBe(false);
});

test('a snooze that is over no longer counts', () => {
  expect(mayAsk(settings({ support: { enabled: true, snoozed_until: '2026-03-01T09:59:00Z' } }), NO_OFFER, NOW)).toBe(
    true,
  );
});

test('nothing is asked for while an offer is open', () => {
  expect(mayAsk(settings(), reduceOffer(NO_OFFER, { type: 'offered', offer: offer('a') }), NOW)).toBe(false);
});
