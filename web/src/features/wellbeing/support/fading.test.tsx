import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { lessonKey } from '@/platform/lesson/openLesson';
import { publish } from '@/platform/events/events';
import { setLocation, signal, useLessonSignal, type LessonSignal } from '@/platform/lesson/signals';
import { createQueryClient } from '@/platform/query';
import { sessionKey } from '@/platform/session';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { settingsKey, type SupportMessage } from '../api';
import { block, lesson } from '../lost/lesson.testdata';
import { RecentMessages } from './menus/RecentMessages';
import { SupportProvider } from './SupportProvider';
import { SupportToast } from './SupportToast';

const RESPONSE = 'POST /api/v1/wellbeing/support-messages/o1/response';
const place = { lesson_id: 'l1', block_id: 'b1', question_id: null, prefill: null };
const message = {
  id: 'o1',
  message_id: 'm1',
  lesson_id: 'l1',
  block_id: 'b1',
  block_title: 'Block',
  cause: 'wrong_answers',
  state: 'maybe_confused',
  strategy: 'hint',
  text: 'Two tries at “The middle”. A hint is waiting.',
  sent_at: '2026-03-01T10:00:00Z',
  expires_after_seconds: 60,
  action: { kind: 'open_hint', ...place, label: 'Show the hint' },
  why: { rule: 'Two tries.', reasons: [], windows: 0 },
} satisfies SupportMessage;

const asked: LessonSignal[] = [];
let requests: Request[];

function Lesson() {
  useLessonSignal('open_ladder', (event) => asked.push(event));
  useLessonSignal('open_tool', (event) => asked.push(event));
  return null;
}

beforeEach(async () => {
  asked.length = 0;
  const client = createQueryClient();
  client.setQueryData(settingsKey, { mode: 'self_report', support: { enabled: true, snoozed_until: null } } as never);
  client.setQueryData(sessionKey, {
    user: { id: 'u1', name: 'Mara' },
    csrf_token: 't',
    demo: false,
    unclaimed: false,
  } as never);
  client.setQueryData(lessonKey('l1'), lesson([block('b1')]));
  requests = answerRequests({
    [RESPONSE]: { ...message, response: null },
    'POST /api/v1/wellbeing/checkins': Response.json({ id: 'c' }, { status: 201 }),
    'POST /api/v1/wellbeing/interruption-points': { support_message: null },
    'GET /api/v1/wellbeing/me/lessons/l1/reflection': { lesson_id: 'l1', due: true, enabled: true, remarks: [] },
  });
  setLocation({ lessonId: 'l1', blockId: 'b1', inGradedQuiz: false });
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
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
  setLocation(null);
});

const show = (shown: SupportMessage = message) =>
  act(() => publish({ type: 'support.message_sent', support_message: shown }));
const pass = (seconds: number) => act(() => vi.advanceTimersByTimeAsync(seconds * 1000));
const responses = () =>
  Promise.all(requests.filter(({ url }) => url.endsWith('/response')).map((each) => each.clone().json()));
const action = () => screen.queryByRole('button', { name: 'Show the hint' });

test('a message that nobody answers fades after a minute and is told as ignored', async () => {
  show();
  await pass(59);
  expect(action()).not.toBeNull();
  await pass(2);
  expect(action()).toBeNull();
  expect(await responses()).toEqual([{ response: 'ignored' }]);
});

test('while it has the focus the clock stands still, and goes on afterwards', async () => {
  show();
  await pass(50);
  action()!.focus();
  await pass(0); // the clock hears of it
  await pass(120);
  expect(action()).not.toBeNull();
  screen.getByRole('button', { name: 'Elsewhere' }).focus();
  await pass(0);
  await pass(9);
  expect(action()).not.toBeNull();
  await pass(3);
  expect(action()).toBeNull();
});

test('a message that has faded is found among the recent ones, and then stays', async () => {
  show();
  await pass(61);
  await import('./menus/OpenRecent'); // what opens is fetched with the first tap
  fireEvent.click(screen.getByRole('button', { name: 'Recent messages' }));
  await pass(1);
  fireEvent.click(screen.getByRole('menuitem', { name: message.text }));
  await pass(300);
  expect(action()).not.toBeNull();
  expect(await responses()).toEqual([{ response: 'ignored' }]);
});

test('what rests on answers supposes no feeling, and there is none to correct', async () => {
  show();
  await pass(1);
  expect(screen.queryByRole('button', { name: "That's not how I feel" })).toBeNull();
});

test('it names the block that it is about', async () => {
  show();
  await pass(1);
  expect(screen.getByRole('button', { name: 'The middle' })).toBeVisible();
});

test('an action is accepted when it is tapped, and finished when what it opened was read', async () => {
  show();
  await pass(1);
  fireEvent.click(action()!);
  await pass(1);
  expect(await responses()).toEqual([{ response: 'accepted' }]);
  await pass(8);
  expect(await responses()).toEqual([{ response: 'accepted' }, { response: 'finished' }]);
});

test('leaving before it was read finishes nothing; an answer handed in there does', async () => {
  show();
  await pass(1);
  fireEvent.click(action()!);
  act(() => setLocation({ lessonId: 'l1', blockId: 'b2', inGradedQuiz: false }));
  await pass(30);
  expect(await responses()).toEqual([{ response: 'accepted' }]);
  act(() =>
    signal({
      type: 'interruption_point',
      kind: 'answer_submitted',
      location: { lessonId: 'l1', blockId: 'b1', inGradedQuiz: false },
    }),
  );
  await pass(1);
  expect(await responses()).toEqual([{ response: 'accepted' }, { response: 'finished' }]);
});

test.each([
  ['Fine', 'neutral', 'finished', []],
  ['Puzzled', 'maybe_confused', 'finished', []],
  ['Stuck', 'maybe_frustrated', 'finished', [{ type: 'open_ladder', blockId: 'b1' }]],
  ['Tired', 'tired', 'finished', [{ type: 'open_tool', tool: 'break', blockId: 'b1' }]],
  ['Rather not say', null, 'dismissed', []],
])('"How is it going here?" is answered in one tap: %s', async (name, feeling, response, signals) => {
  show({
    ...message,
    strategy: 'question',
    text: 'How is it going here?',
    action: { kind: 'check_in', ...place, label: 'Answer' },
  });
  await pass(1);
  fireEvent.click(screen.getByRole('button', { name }));
  await pass(1);
  const said = requests.filter(({ url }) => url.endsWith('/checkins'));
  expect(await Promise.all(said.map((each) => each.json()))).toMatchObject(
    feeling ? [{ kind: 'check_in', feeling, block_id: 'b1', support_message_id: 'o1' }] : [],
  );
  expect(await responses()).toEqual([{ response }]);
  expect(asked).toEqual(signals);
});

test('at the end of a lesson with a look back due, nothing else is asked for', async () => {
  act(() =>
    signal({
      type: 'interruption_point',
      kind: 'lesson_end',
      location: { lessonId: 'l1', blockId: 'b1', inGradedQuiz: false },
    }),
  );
  await pass(1);
  expect(requests.map(({ url }) => new URL(url).pathname)).toEqual(['/api/v1/wellbeing/me/lessons/l1/reflection']);
});

test('a natural pause is told with the block that was left and the time of day here', async () => {
  act(() =>
    signal({
      type: 'interruption_point',
      kind: 'block_change',
      location: { lessonId: 'l1', blockId: 'b2', inGradedQuiz: false },
      leftBlockId: 'b1',
    }),
  );
  await pass(1);
  expect(await requests[0]!.json()).toEqual({
    kind: 'block_change',
    lesson_id: 'l1',
    block_id: 'b2',
    left_block_id: 'b1',
    question_id: null,
    unsent: false,
    in_graded_quiz: false,
    utc_offset_minutes: 0 - new Date().getTimezoneOffset(),
  });
});
