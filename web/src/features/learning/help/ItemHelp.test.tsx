import { act, screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { signal, useLessonSignal, type LessonSignal } from '@/platform/lesson/signals';
import { createQueryClient } from '@/platform/query';
import { sessionKey } from '@/platform/session';
import { renderInApp } from '@/test/render';
import { answerRequests, failure } from '@/test/server';
import type { Block, Quiz } from '../api';
import { QuizBlock } from '../quiz/QuizBlock';
import { ATTEMPTS, blockOf, DRAFT, limited, practice, questions, result } from '../quiz/quiz.testdata';

const EASIER = 'POST /api/v1/quizzes/b1/questions/q3/easier';
const easier = { ...questions[2]!, id: 'e3', prompt_html: '<p>How fast, roughly?</p>' };
const helped = questions.map((question, index) => ({
  ...question,
  hints: [`<p>Nudge ${index + 1}.</p>`, `<p>Step ${index + 1}.</p>`],
  easier: question.id === 'q3' ? easier : null,
}));
const withHelp: Quiz = { ...practice, questions: helped };

function Listener({ received }: { received: LessonSignal[] }) {
  useLessonSignal('help_opened', (event) => received.push(event));
  return null;
}

async function open(quiz: Quiz, replies: Parameters<typeof answerRequests>[0] = {}, more: Partial<Block> = {}) {
  const requests = answerRequests({
    [DRAFT]: { answers: [] },
    'GET /api/v1/quizzes/b1/attempts': { attempts: [], attempts_left: null },
    ...replies,
  });
  const received: LessonSignal[] = [];
  const client = createQueryClient();
  const user = {
    id: 'u1',
    name: 'Mira',
    email: 'm@x.example',
    role: 'student',
    locale: 'en',
    active: true,
    created_at: '',
  };
  client.setQueryData(sessionKey, { user, csrf_token: 't' });
  const block = { ...blockOf(quiz), example: '<p>For the quiz.</p>', ...more };
  await renderInApp(
    <>
      <Listener received={received} />
      <QuizBlock lessonId="l1" block={block} quiz={quiz} />
    </>,
    { client },
  );
  return { requests, received, user: userEvent.setup() };
}

const attempt = (score: number) => ({
  ...result(score, null),
  number: 1,
  questions: result(score, null).questions.map((mark, index) => ({
    ...mark,
    answer: ['c1', ['c1'], '340,5', 'Hz'][index]!,
    read_as: null,
    solution: null,
  })),
});

test('each question has its own ladder, and every tap opens one rung', async () => {
  const { user, received } = await open(withHelp);
  await user.click(screen.getByRole('button', { name: 'Hint 1 of 2, question 2' }));
  await waitFor(() => expect(screen.getByText('Nudge 2.')).toBeVisible());
  expect(screen.queryByText('Step 2.')).toBeNull();
  expect(screen.queryByText('Nudge 1.')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Hint 2 of 2, question 2' }));
  expect(screen.getByText('Step 2.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Hide the hints, question 2' }));
  await waitFor(() => expect(screen.getByText('Step 2.')).not.toBeVisible());
  await user.click(screen.getByRole('button', { name: 'Show the hints again, question 2' }));
  await waitFor(() => expect(screen.getByText('Step 2.')).toBeVisible());
  expect(received).toMatchObject([
    { kind: 'hint', questionId: 'q2', step: 1, total: 2 },
    { kind: 'hint', questionId: 'q2', step: 2, total: 2 },
  ]);
});

test('the example of the quiz serves a question that has none', async () => {
  const { user } = await open({
    ...withHelp,
    questions: helped.map((each) => (each.id === 'q1' ? { ...each, example: '<p>For one.</p>' } : each)),
  });
  await user.click(screen.getByRole('button', { name: 'Worked example, question 1' }));
  await waitFor(() => expect(screen.getByText('For one.')).toBeVisible());
  await user.click(screen.getByRole('button', { name: 'Worked example, question 2' }));
  await waitFor(() =>
    expect(screen.getAllByText('For the quiz.').some((each) => each.checkVisibility?.() ?? true)).toBe(true),
  );
});

test('an easier question is answered in place, by Enter too, and the quiz is not handed in', async () => {
  const { user, requests } = await open(withHelp, {
    [EASIER]: async (request: Request) =>
      (await request.json()).answer === '300'
        ? { correct: true, feedback_html: '<p>About that.</p>' }
        : failure(422, 'answers_unreadable', { questions: { e3: { problem: 'not_a_number', choices: [] } } }),
  });
  await user.click(screen.getByRole('button', { name: 'An easier question, question 3' }));
  const field = await screen.findByRole('textbox', { name: /roughly/ });
  await user.click(screen.getByRole('button', { name: 'Check this answer' }));
  expect(screen.getByText('This one has no answer yet.')).toBeVisible();
  await user.type(field, 'fast{Enter}');
  expect(await screen.findByText(/not read as a number/)).toBeVisible();
  await user.clear(field);
  await user.type(field, '300{Enter}');
  expect(await screen.findByText('About that.')).toBeVisible();
  expect(requests.filter(({ method, url }) => method === 'POST' && url.endsWith('/attempts'))).toHaveLength(0);
  expect(requests.filter(({ method }) => method === 'PUT')).toHaveLength(0);
});

test('after a wrong answer the hint of that question is shown the way to, and of right ones no longer', async () => {
  const { user } = await open(withHelp, { [ATTEMPTS]: result(0.5, null) });
  await user.type(screen.getByRole('textbox', { name: /How fast/ }), '3');
  await user.type(screen.getByRole('textbox', { name: /What unit/ }), 'm');
  await user.click(screen.getByRole('button', { name: 'Check my answers' }));
  await user.click(await screen.findByRole('button', { name: 'Hand in' }));
  await screen.findByRole('group', { name: 'Result' });
  expect(screen.getAllByText('There is a hint for this question.')).toHaveLength(2);
  expect(screen.queryByRole('button', { name: /question 1$/ })).toBeNull();
  act(() => signal({ type: 'open_help', kind: 'hint', blockId: 'b1', questionId: 'q1' }));
  await waitFor(() => expect(screen.getByRole('button', { name: 'Hint 2 of 2, question 1' })).toHaveFocus());
  await user.click(screen.getByRole('button', { name: 'Hint 1 of 2, question 3' }));
  expect(screen.getByText('There is one more hint for this question.')).toBeVisible();
});

test('another feature opens the next rung of a question, and an item’s help where the block has none', async () => {
  await open(withHelp);
  const ask = (kind: 'hint' | 'easier', questionId: string | null) =>
    act(() => signal({ type: 'open_help', kind, blockId: 'b1', questionId }));
  ask('hint', 'q2');
  await waitFor(() => expect(screen.getByText('Nudge 2.')).toBeVisible());
  expect(screen.getByRole('button', { name: 'Hint 2 of 2, question 2' })).toHaveFocus();
  ask('hint', 'q2');
  expect(screen.getByText('Step 2.')).toBeVisible();
  ask('easier', null);
  await waitFor(() => expect(screen.getByText('How fast, roughly?')).toBeVisible());
});

test('in a graded attempt there is no help, whoever asks, and it is said when there will be', async () => {
  const { received } = await open({ ...limited, attempts_used: 0, questions: helped });
  expect(screen.queryByRole('button', { name: /Hint|example|easier/ })).toBeNull();
  expect(screen.getByText(/open once you have handed it in/)).toBeVisible();
  act(() => signal({ type: 'open_help', kind: 'hint', blockId: 'b1', questionId: 'q2' }));
  expect(screen.queryByText('Nudge 2.')).toBeNull();
  expect(received).toEqual([]);
});

test('a quiz that was handed in before shows that attempt with its marks, and begins anew only when asked to', async () => {
  const { user } = await open(
    { ...limited, attempts_used: 1, best_score: 0.5, questions: helped },
    { 'GET /api/v1/quizzes/b1/attempts': { attempts: [attempt(0.5)], attempts_left: 1 } },
  );
  expect(await screen.findByDisplayValue('Hz')).toHaveAttribute('readonly');
  const outcome = screen.getByRole('group', { name: 'Result' });
  expect(within(outcome).getByText('2 of 4 questions right.')).toBeVisible();
  expect(outcome).not.toHaveFocus();
  expect(screen.queryByRole('button', { name: 'Hand in my answers' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Hint 1 of 2, question 4' })).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(screen.queryByDisplayValue('Hz')).toBeNull();
  expect(screen.getByRole('button', { name: 'Hand in my answers' })).toBeVisible();
  expect(screen.queryByRole('button', { name: /Hint/ })).toBeNull();
  expect(screen.getByText(/open once you have handed it in/)).toBeVisible();
});

test('an attempt that was begun goes on after the page was loaded again', async () => {
  await open(
    {
      ...practice,
      attempts_used: 1,
      draft: [{ question_id: 'q4', answer: 'm/s', changed_at: '2026-01-02T10:00:00Z', reading: null, files: [] }],
    },
    { 'GET /api/v1/quizzes/b1/attempts': { attempts: [attempt(0.5)], attempts_left: null } },
  );
  expect(await screen.findByDisplayValue('m/s')).not.toHaveAttribute('readonly');
  expect(screen.getByRole('button', { name: 'Check my answers' })).toBeVisible();
});
