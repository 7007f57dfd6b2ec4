import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { lessonKey, type OpenLesson } from '@/platform/lesson/openLesson';
import { markHandedIn, touchItem } from '@/platform/lesson/quizInHand';
import { signal, setLocation, useLessonSignal, type LessonSignal } from '@/platform/lesson/signals';
import { createQueryClient } from '@/platform/query';
import { sessionKey } from '@/platform/session';
import { renderInApp } from '@/test/render';
import { answerRequests } from '@/test/server';
import { settingsKey } from '../api';
import { block, item, lesson, quiz } from './lesson.testdata';
import { LostHere } from './LostHere';
import { LostProvider } from './LostProvider';

const CHECKIN = 'POST /api/v1/wellbeing/checkins';
const CALLS = 'GET /api/v1/calls';
let blockId: string;
let client: ReturnType<typeof createQueryClient>;
const asked: LessonSignal[] = [];

/** Stands in for the lesson: notes what it was asked to open. */
function Lesson() {
  useLessonSignal('open_help', (event) => asked.push(event));
  useLessonSignal('open_tool', (event) => asked.push(event));
  return null;
}

/** A server that can be out of reach, and lists what it was told. */
function server({ online = true } = {}) {
  const state = { online, calls: [] as { id: string; block_id: string }[] };
  const offline = () => {
    if (!state.online) throw new TypeError('Failed to fetch');
  };
  const requests = answerRequests({
    [CALLS]: () => {
      offline();
      return { calls: state.calls };
    },
    [CHECKIN]: async (request: Request) => {
      offline();
      const said = (await request.json()) as { id: string; block_id: string };
      state.calls = [{ ...said, kind: 'lost_here', answer: null } as never];
      return Response.json(said, { status: 201 });
    },
    'POST /api/v1/help/threads': async (request: Request) =>
      Response.json({ ...((await request.json()) as object), messages: [] }, { status: 201 }),
  });
  return { state, requests, sent: (method: string) => requests.filter((request) => request.method === method) };
}

async function open(opened: OpenLesson, gradedAttempt = false) {
  client = createQueryClient();
  client.setQueryData(lessonKey(opened.id), opened);
  client.setQueryData(settingsKey, { mode: 'off', support: { enabled: false } } as never);
  client.setQueryData(sessionKey, {
    user: { id: `u-${blockId}`, name: 'Mara', email: 'm@x', role: 'student', locale: 'en' },
    csrf_token: 't',
    demo: false,
    unclaimed: false,
  } as never);
  setLocation({ lessonId: opened.id, blockId, inGradedQuiz: false });
  await renderInApp(
    <LostProvider>
      <Lesson />
      <LostHere lessonId={opened.id} blockId={blockId} gradedAttempt={gradedAttempt}>
        {null}
      </LostHere>
    </LostProvider>,
    { client },
  );
  return userEvent.setup();
}

const again = () => screen.getByRole('button', { name: 'Still lost here' });
const choices = () =>
  within(screen.getByRole('region', { name: 'What would help here?' }))
    .getAllByRole('listitem')
    .map((choice) => choice.textContent);

beforeEach(() => {
  blockId = crypto.randomUUID(); // what was opened at a block is known as long as the page is
  asked.length = 0;
});

test('one tap shows what this block has, though no server can be reached, and the tap goes out later', async () => {
  const { state, sent } = server({ online: false });
  const user = await open(lesson([block(blockId, { hints: ['a'], example: '<p>So.</p>' })]));
  await user.click(screen.getByRole('button', { name: "I'm lost here" }));
  expect(choices()).toEqual(['Show a hinttry this', 'Worked example', 'Ask my tutor']);
  expect(screen.getByRole('status')).toHaveTextContent(/will show your name and this place as soon as you are online/);
  expect(screen.getByRole('status')).toHaveTextContent(/3 ways on, right below. Try next: a hint/);
  state.online = true;
  act(() => void window.dispatchEvent(new Event('online')));
  await waitFor(() =>
    expect(screen.getByRole('status')).toHaveTextContent(/tutor's page now shows your name and this place/),
  );
  expect(await sent('POST').at(-1)!.json()).toMatchObject({ kind: 'lost_here', lesson_id: 'l1', block_id: blockId });
});

test('Escape puts the choices away, and the focus is where they were opened', async () => {
  server();
  const user = await open(lesson([block(blockId, { hints: ['a'] })]));
  await user.click(screen.getByRole('button', { name: "I'm lost here" }));
  screen.getByRole('button', { name: /Show a hint/ }).focus();
  await user.keyboard('{Escape}');
  expect(screen.queryByRole('region', { name: 'What would help here?' })).toBeNull();
  expect(again()).toHaveFocus();
});

test('who gets through the lesson is not lost there any more', async () => {
  server();
  const opened = lesson([block(blockId, { hints: ['a'] })]);
  const user = await open(opened);
  await user.click(screen.getByRole('button', { name: "I'm lost here" }));
  expect(again()).toBeVisible();
  act(() => client.setQueryData(lessonKey(opened.id), { ...opened, completed_at: '2026-03-01T10:00:00Z' }));
  expect(await screen.findByRole('button', { name: "I'm lost here" })).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Still lost here' })).toBeNull();
});

test('the page does not move under a quick second tap', async () => {
  server();
  const moved = vi.spyOn(Element.prototype, 'scrollIntoView').mockImplementation(() => undefined);
  await open(lesson([block(blockId, { hints: ['a'] })]));
  vi.useFakeTimers();
  fireEvent.click(screen.getByRole('button', { name: "I'm lost here" }));
  act(() => vi.advanceTimersByTime(500));
  fireEvent.click(again());
  act(() => vi.advanceTimersByTime(500));
  expect(moved).not.toHaveBeenCalled();
  act(() => vi.advanceTimersByTime(500));
  expect(moved).toHaveBeenCalledOnce();
  vi.useRealTimers();
  moved.mockRestore();
});

test('a choice opens exactly that, of the item in hand', async () => {
  server();
  const user = await open(
    lesson([
      block(blockId, {
        kind: 'quiz',
        quiz: quiz({ questions: [item('q1', { hints: ['no'] }), item('q2', { hints: ['yes'] })] }),
      }),
    ]),
  );
  act(() => touchItem(blockId, 'q2', 2));
  await user.click(screen.getByRole('button', { name: "I'm lost here" }));
  await user.click(screen.getByRole('button', { name: /Show a hint/ }));
  expect(asked).toEqual([{ type: 'open_help', kind: 'hint', blockId, questionId: 'q2' }]);
});

test('the third tap writes the question, with what was tried, and one tap sends it', async () => {
  const { sent } = server();
  const user = await open(
    lesson([
      block(blockId, {
        kind: 'quiz',
        name: 'Check',
        quiz: quiz({ questions: [item('q1', { hints: ['a', 'b'], example: 'c' })] }),
      }),
    ]),
  );
  act(() => markHandedIn(blockId, [{ questionId: 'q1', number: 1, given: '7' }]));
  act(() => markHandedIn(blockId, [{ questionId: 'q1', number: 1, given: '9' }]));
  await user.click(screen.getByRole('button', { name: "I'm lost here" }));
  for (const step of [1, 2])
    act(() => signal({ type: 'help_opened', kind: 'hint', lessonId: 'l1', blockId, questionId: 'q1', step, total: 2 }));
  await waitFor(() => again());
  await user.click(again());
  expect(screen.getByRole('button', { name: /Worked example/ })).toHaveTextContent('try this');
  act(() =>
    signal({ type: 'help_opened', kind: 'example', lessonId: 'l1', blockId, questionId: 'q1', step: 1, total: 1 }),
  );
  expect(screen.queryByRole('textbox')).toBeNull();
  await user.click(again());
  const question = await screen.findByRole('textbox', { name: 'What would you like to ask?' });
  expect(question).toHaveValue(
    [
      "I'm lost at “Check”, question 1.",
      'I have read: hint 1 and 2 and the worked example.',
      'I answered “7” and “9”; none of them was right.',
      "What I don't understand:",
    ].join('\n'),
  );
  expect(sent('POST').filter(({ url }) => url.endsWith('/help/threads'))).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Send the question' }));
  await waitFor(() => expect(sent('POST').filter(({ url }) => url.endsWith('/help/threads'))).toHaveLength(1));
  expect(await screen.findByText(/is with your tutors.*did not go as urgent/)).toHaveFocus();
  expect(screen.queryByText(/almost written/)).toBeNull();
});

test('the button keeps its place in the row, and the way back stands in the panel, away from it', async () => {
  server();
  const user = await open(lesson([block(blockId, { hints: ['a'] })]));
  const button = screen.getByRole('button', { name: "I'm lost here" });
  const before = [...button.parentElement!.children];
  const words = button.textContent.length;
  await user.click(button);
  expect(again()).toBe(button);
  expect([...button.parentElement!.children]).toEqual(before);
  expect(button.textContent).toHaveLength(words); // both words are there, whichever is seen
  const panel = screen.getByRole('region', { name: 'What would help here?' });
  expect(within(panel).getByRole('button', { name: 'Not lost any more' })).toBeVisible();
});

test('every tap brings the panel into view', async () => {
  server();
  const scroll = vi.spyOn(Element.prototype, 'scrollIntoView');
  const user = await open(lesson([block(blockId, { hints: ['a'] })]));
  await user.click(screen.getByRole('button', { name: "I'm lost here" }));
  await waitFor(() => expect(scroll).toHaveBeenCalledTimes(1));
  await user.click(again());
  await waitFor(() => expect(scroll).toHaveBeenCalledTimes(2));
  expect(scroll.mock.contexts).toEqual(Array(2).fill(screen.getByRole('region', { name: 'What would help here?' })));
  scroll.mockRestore();
});

test('of an earlier place nothing says that the tutor sees it', async () => {
  const { state } = server();
  const call = { kind: 'lost_here', answer: null };
  state.calls = [
    { ...call, id: 'c1', block_id: blockId, at: '2026-11-01T10:00:00Z' } as never,
    { ...call, id: 'c2', block_id: 'elsewhere', at: '2026-11-01T10:05:00Z' } as never,
  ];
  await open(lesson([block(blockId)]));
  expect(await screen.findByRole('button', { name: 'Not lost any more' })).toBeVisible();
  expect(screen.getByRole('status')).toBeEmptyDOMElement();
});

test('in a graded quiz only the tutor is there, and it says when help opens', async () => {
  server();
  const user = await open(lesson([block(blockId, { kind: 'quiz', hints: ['a'], quiz: quiz({ graded: true }) })]), true);
  await user.click(screen.getByRole('button', { name: "I'm lost here" }));
  expect(choices()).toEqual(['Ask my tutortry this']);
  expect(screen.getByText(/open after you hand in/)).toBeVisible();
});

test('without a tutor nothing claims that one sees it', async () => {
  server();
  const user = await open(lesson([block(blockId)], { has_tutor: false }));
  expect(screen.getByRole('button', { name: "I'm lost here" })).not.toHaveAccessibleDescription();
  await user.click(screen.getByRole('button', { name: "I'm lost here" }));
  expect(screen.getByRole('status')).toHaveTextContent(/No one teaches this course/);
  expect(choices()).toEqual(['Write down what is uncleartry this', 'Talk to someone']);
});

test('the focus stays on the button, so that the next tap is one key away', async () => {
  server();
  const user = await open(lesson([block(blockId, { hints: ['a'] })]));
  await user.tab();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(again()).toHaveFocus());
  await user.keyboard('{Enter}');
  expect(screen.getByRole('button', { name: /Ask my tutor/ })).toHaveTextContent('try this');
});

test('taken back before it could go out, it never counts', async () => {
  const { state, requests } = server({ online: false });
  const user = await open(lesson([block(blockId)]));
  await user.click(screen.getByRole('button', { name: "I'm lost here" }));
  await user.click(screen.getByRole('button', { name: 'Not lost any more' }));
  expect(screen.queryByRole('region')).toBeNull();
  state.online = true;
  act(() => void window.dispatchEvent(new Event('online')));
  await waitFor(() => expect(requests.some(({ method }) => method === 'DELETE')).toBe(true));
  expect(state.calls).toEqual([]);
});

test('before the first tap it says that the name goes along, and a tap at another block is not one here', async () => {
  const { state } = server();
  state.calls = [{ id: 'c1', block_id: 'elsewhere', kind: 'lost_here', answer: null } as never];
  await open(lesson([block(blockId)]));
  await waitFor(() => expect(fetch).toHaveBeenCalled());
  expect(screen.getByRole('button', { name: "I'm lost here" })).toHaveAccessibleDescription(
    'If you are lost, your tutor sees it with your name.',
  );
});
