import { act, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, test } from 'vitest';
import { publish } from '@/app/events';
import { enterPlace, signal, useLessonSignal } from '@/app/lessonActivity';
import { createQueryClient } from '@/app/query';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { settingsKey, type Offer, type Settings } from '../api';
import { SupportToast } from './SupportToast';

const place = { lessonId: 'l1', blockId: 'b1', inGradedQuiz: false };
const offer: Offer = {
  id: 'o1', message_id: 'm1', state: 'maybe_confused', strategy: 'hint', text: 'This part is dense. A hint is waiting.', offered_at: '2026-03-01T10:00:00Z',
  action: { kind: 'open_hint', block_id: 'b1', label: 'Show the hint' },
  why: { rule: 'Three of the last four summaries looked confused.', reasons: [{ code: 'rewinds', text: 'You went back twice.' }], windows: 4 },
};
const settings = { mode: 'self_report', support: { enabled: true, snoozed_until: null }, consent: {} } as unknown as Settings;
const RESPONSE = 'POST /api/v1/wellbeing/offers/o1/response';

/** Stands in for the lesson: says which hint it was asked to open. */
function Lesson() {
  const [hint, setHint] = useState('none');
  useLessonSignal('open_hint', ({ blockId }) => setHint(blockId));
  return <output aria-label="Opened hint">{hint}</output>;
}

let user: ReturnType<typeof userEvent.setup>;

beforeEach(async () => {
  const client = createQueryClient();
  client.setQueryData(settingsKey, settings);
  enterPlace(place);
  user = userEvent.setup();
  await renderInApp(<><button type="button">Elsewhere</button><Lesson /><SupportToast /></>, { client });
});

const show = () => act(() => publish({ type: 'support.offered', offer }));

test('a message comes without taking the focus, and is announced politely', async () => {
  screen.getByRole('button', { name: 'Elsewhere' }).focus();
  show();
  expect(await screen.findByRole('button', { name: 'Show the hint' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Elsewhere' })).toHaveFocus();
  expect(screen.getAllByText(offer.text).some((element) => element.closest('[aria-live="polite"]'))).toBe(true);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('it is asked for at a natural pause', async () => {
  const requests = answerRequests({ 'POST /api/v1/wellbeing/breakpoints': { offer } });
  act(() => signal({ type: 'breakpoint', kind: 'video_pause', place }));
  expect(await screen.findByRole('button', { name: 'Show the hint' })).toBeVisible();
  expect(await requests[0]!.json()).toEqual({ kind: 'video_pause', lesson_id: 'l1', block_id: 'b1', in_graded_quiz: false });
});

test('nothing is asked for and nothing is shown inside a graded quiz', async () => {
  const requests = answerRequests({});
  act(() => enterPlace({ ...place, inGradedQuiz: true }));
  act(() => signal({ type: 'breakpoint', kind: 'answer_submitted', place: { ...place, inGradedQuiz: true } }));
  show();
  expect(requests).toHaveLength(0);
  expect(screen.queryByText(offer.text)).toBeNull();
  act(() => enterPlace(place));
  expect(await screen.findByRole('button', { name: 'Show the hint' })).toBeVisible();
});

test('"why am I seeing this" names the rule, the reasons and what they rest on', async () => {
  show();
  await user.click(await screen.findByRole('button', { name: 'Why am I seeing this?' }));
  await waitFor(() => expect(screen.getByText(offer.why.rule)).toBeVisible());
  expect(screen.getByText('You went back twice.')).toBeVisible();
  expect(screen.getByText('It goes by 4 summaries of the last minutes.')).toBeVisible();
});

test('Escape dismisses it, and the server learns that', async () => {
  const requests = answerRequests({ [RESPONSE]: { ...offer, response: 'dismissed' } });
  show();
  (await screen.findByRole('button', { name: 'Show the hint' })).focus();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Show the hint' })).toBeNull());
  expect(await requests[0]!.json()).toEqual({ response: 'dismissed' });
});

test('"that\'s not how I feel" sends what the student says, tied to the offer', async () => {
  const requests = answerRequests({ 'POST /api/v1/wellbeing/checkins': { id: 'c1' } });
  show();
  await user.click(await screen.findByRole('button', { name: "That's not how I feel" }));
  await user.click(screen.getByRole('button', { name: 'Into it' }));
  expect(await screen.findByText('Thank you, noted.')).toBeVisible();
  expect(await requests[0]!.json()).toMatchObject({ kind: 'correction', feeling: 'engaged', offer_id: 'o1', lesson_id: 'l1' });
});

test('accepting the hint opens it in the lesson', async () => {
  const requests = answerRequests({ [RESPONSE]: { ...offer, response: 'accepted' } });
  show();
  await user.click(await screen.findByRole('button', { name: 'Show the hint' }));
  expect(screen.getByRole('status', { name: 'Opened hint' })).toHaveTextContent('b1');
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Show the hint' })).toBeNull());
  expect(await requests[0]!.json()).toEqual({ response: 'accepted' });
});

test('a snooze is one tap away', async () => {
  const requests = answerRequests({ 'PATCH /api/v1/wellbeing/settings': settings, [RESPONSE]: { ...offer, response: 'dismissed' } });
  show();
  await user.click(await screen.findByRole('button', { name: 'Be quiet for a while' }));
  await user.click(await screen.findByRole('menuitem', { name: 'For 30 minutes' }));
  await waitFor(() => expect(requests.length).toBeGreaterThan(0));
  expect(await requests[0]!.json()).toEqual({ support: { snooze: '30_minutes' } });
});
