import { act, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, test } from 'vitest';
import { publish } from '@/platform/events/events';
import { setLocation, signal, useLessonSignal } from '@/platform/lesson/signals';
import { createQueryClient } from '@/platform/query';
import { sessionKey } from '@/platform/session';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { settingsKey, type SupportMessage, type Settings } from '../api';
import { RecentMessages } from './menus/RecentMessages';
import { SupportProvider } from './SupportProvider';
import { SupportToast } from './SupportToast';

const location = { lessonId: 'l1', blockId: 'b1', inGradedQuiz: false };
const place = { lesson_id: 'l1', block_id: 'b1', question_id: null, prefill: null };
const message: SupportMessage = {
  id: 'o1',
  message_id: 'm1',
  lesson_id: 'l1',
  block_id: 'b1',
  block_title: 'Block',
  cause: 'confused',
  state: 'maybe_confused',
  strategy: 'hint',
  text: 'This part is dense. A hint is waiting.',
  sent_at: '2026-03-01T10:00:00Z',
  expires_after_seconds: 60,
  action: { kind: 'open_hint', ...place, question_id: 'q2', label: 'Show the hint' },
  why: {
    rule: 'Three of the last four summaries looked confused.',
    reasons: [{ code: 'rewinds', text: 'You went back twice.' }],
    windows: 4,
  },
};
const settings = {
  mode: 'self_report',
  support: { enabled: true, snoozed_until: null },
  consent: {},
} as unknown as Settings;
const RESPONSE = 'POST /api/v1/wellbeing/support-messages/o1/response';

/** Stands in for the lesson: says which hint it was asked to open. */
function Lesson() {
  const [hint, setHint] = useState('none');
  useLessonSignal('open_help', ({ kind, blockId, questionId }) => setHint(`${kind} ${blockId} ${questionId}`));
  return <output aria-label="Opened hint">{hint}</output>;
}

let user: ReturnType<typeof userEvent.setup>;

beforeEach(async () => {
  const client = createQueryClient();
  client.setQueryData(settingsKey, settings);
  client.setQueryData(sessionKey, {
    user: { id: 'u1', name: 'Mara', email: 'm@x', role: 'student', locale: 'en' },
    csrf_token: 't',
    demo: false,
    unclaimed: false,
  });
  setLocation(location);
  user = userEvent.setup();
  await renderInApp(
    <>
      <button type="button">Elsewhere</button>
      <Lesson />
      <SupportProvider>
        <RecentMessages />
        <SupportToast />
      </SupportProvider>
    </>,
    { client },
  );
});

const show = () => act(() => publish({ type: 'support.message_sent', support_message: message }));

test('a message comes without taking the focus, and is announced politely', async () => {
  screen.getByRole('button', { name: 'Elsewhere' }).focus();
  show();
  expect(await screen.findByRole('button', { name: 'Show the hint' })).toBeVisible();
  expect(screen.getByRole('button', { name: 'Elsewhere' })).toHaveFocus();
  expect(screen.getAllByText(message.text).some((element) => element.closest('[aria-live="polite"]'))).toBe(true);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('it is asked for at a natural pause', async () => {
  const requests = answerRequests({ 'POST /api/v1/wellbeing/interruption-points': { support_message: message } });
  act(() => signal({ type: 'interruption_point', kind: 'video_pause', location }));
  expect(await screen.findByRole('button', { name: 'Show the hint' })).toBeVisible();
  expect(await requests[0]!.json()).toMatchObject({
    kind: 'video_pause',
    lesson_id: 'l1',
    block_id: 'b1',
    in_graded_quiz: false,
  });
});

test('nothing is asked for and nothing is shown inside a graded quiz', async () => {
  const requests = answerRequests({});
  act(() => setLocation({ ...location, inGradedQuiz: true }));
  act(() =>
    signal({ type: 'interruption_point', kind: 'answer_submitted', location: { ...location, inGradedQuiz: true } }),
  );
  show();
  expect(requests).toHaveLength(0);
  expect(screen.queryByText(message.text)).toBeNull();
  act(() => setLocation(location));
  expect(await screen.findByRole('button', { name: 'Show the hint' })).toBeVisible();
});

test('"why am I seeing this" names the rule, the reasons and what they rest on', async () => {
  show();
  await user.click(await screen.findByRole('button', { name: 'Why am I seeing this?' }));
  await waitFor(() => expect(screen.getByText(message.why.rule)).toBeVisible());
  expect(screen.getByText('You went back twice.')).toBeVisible();
  expect(screen.getByText('Based on 4 summaries of the last minutes.')).toBeVisible();
});

test('Escape dismisses it, and the server learns that', async () => {
  const requests = answerRequests({ [RESPONSE]: { ...message, response: 'dismissed' } });
  show();
  (await screen.findByRole('button', { name: 'Show the hint' })).focus();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Show the hint' })).toBeNull());
  expect(await requests[0]!.json()).toEqual({ response: 'dismissed' });
});

test('"that\'s not how I feel" sends what the student says, tied to the message', async () => {
  const requests = answerRequests({ 'POST /api/v1/wellbeing/checkins': { id: 'c1' } });
  show();
  await user.click(await screen.findByRole('button', { name: "That's not how I feel" }));
  await user.click(screen.getByRole('button', { name: 'Into it' }));
  expect(await screen.findByText('Thank you, saved.')).toBeVisible();
  expect(await requests[0]!.json()).toMatchObject({
    kind: 'correction',
    feeling: 'engaged',
    support_message_id: 'o1',
    lesson_id: 'l1',
  });
});

test('accepting the hint opens it in the lesson', async () => {
  const requests = answerRequests({ [RESPONSE]: { ...message, response: 'accepted' } });
  show();
  await user.click(await screen.findByRole('button', { name: 'Show the hint' }));
  expect(screen.getByRole('status', { name: 'Opened hint' })).toHaveTextContent('hint b1 q2');
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Show the hint' })).toBeNull());
  expect(await requests[0]!.json()).toEqual({ response: 'accepted' });
  await user.click(screen.getByRole('button', { name: 'Not helpful' }));
  await waitFor(() => expect(requests).toHaveLength(2));
  expect(await requests[1]!.json()).toEqual({ response: 'not_helpful' });
});

test('a break opens beside the lesson, can be ended at any time, and only then asks whether it helped', async () => {
  const requests = answerRequests({ [RESPONSE]: { ...message, response: 'accepted' } });
  act(() =>
    publish({
      type: 'support.message_sent',
      support_message: {
        ...message,
        strategy: 'break',
        action: { kind: 'take_break', ...place, label: 'Take two minutes' },
      },
    }),
  );
  await user.click(await screen.findByRole('button', { name: 'Take two minutes' }));
  expect(await screen.findByRole('timer')).toHaveTextContent('2:00');
  expect(screen.getByRole('region', { name: 'Two-minute break' })).toHaveFocus();
  expect(screen.queryByText('Did that help?')).toBeNull();
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('timer')).toBeNull();
  expect(await screen.findByText('Did that help?')).toBeVisible();
  expect(await Promise.all(requests.map((request) => request.json()))).toEqual([{ response: 'accepted' }]);
});

test('a planned step stays in view over a reload, until the student puts it away', async () => {
  act(() => signal({ type: 'open_tool', tool: 'plan', blockId: 'b1' }));
  await user.type(
    await screen.findByRole('textbox', { name: 'What is the next small step?' }),
    'Read the second paragraph',
  );
  await user.click(screen.getByRole('button', { name: 'Start' }));
  expect(screen.getByRole('region', { name: 'Your next step' })).toHaveTextContent('Read the second paragraph');
  expect(localStorage.getItem('attune.private.plan.u1')).toContain('Read the second paragraph');
  await user.click(screen.getByRole('button', { name: 'Done' }));
  expect(screen.queryByRole('region', { name: 'Your next step' })).toBeNull();
  expect(localStorage.getItem('attune.private.plan.u1')).toBeNull();
});

test('a note is kept at the block it was written for', async () => {
  const requests = answerRequests({ 'POST /api/v1/wellbeing/notes': { id: 'n1' } });
  act(() => signal({ type: 'open_tool', tool: 'note', blockId: 'b1' }));
  await user.type(await screen.findByRole('textbox', { name: 'What do you want to remember?' }), 'Median = middle');
  await user.click(screen.getByRole('button', { name: 'Save the note' }));
  await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
  expect(await requests[0]!.json()).toMatchObject({
    kind: 'note_to_self',
    text: 'Median = middle',
    lesson_id: 'l1',
    block_id: 'b1',
  });
});

test('a snooze is one tap away', async () => {
  const requests = answerRequests({
    'PATCH /api/v1/wellbeing/settings': settings,
    [RESPONSE]: { ...message, response: 'dismissed' },
  });
  show();
  await user.click(await screen.findByRole('button', { name: 'Snooze' }));
  await user.click(await screen.findByRole('menuitem', { name: 'For 30 minutes' }));
  await waitFor(() => expect(requests.length).toBeGreaterThan(0));
  expect(await requests[0]!.json()).toEqual({ support: { snooze: '30_minutes' } });
});
