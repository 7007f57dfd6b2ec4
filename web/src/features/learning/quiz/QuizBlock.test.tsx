import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { createQueryClient } from '@/app/query';
import { sessionKey } from '@/app/session';
import { renderInApp } from '@/test/render';
import { answerRequests, failure } from '@/test/server';
import type { Block, Quiz, QuizResult } from '../api';
import { QuizBlock } from './QuizBlock';

const choices = [{ id: 'c1', text_html: 'Amplitude' }, { id: 'c2', text_html: 'Frequency' }];
const quiz: Quiz = {
  graded: true, attempts_allowed: 2, attempts_used: 0, best_score: null, version: 'v1', draft: [],
  questions: [
    { id: 'q1', kind: 'single', prompt_html: '<p>How loud?</p>', choices, unit: null, case_sensitive: false },
    { id: 'q2', kind: 'multiple', prompt_html: '<p>Which are properties?</p>', choices, unit: null, case_sensitive: false },
    { id: 'q3', kind: 'number', prompt_html: '<p>How fast?</p>', choices: [], unit: null, case_sensitive: false },
    { id: 'q4', kind: 'short_text', prompt_html: '<p>What unit?</p>', choices: [], unit: null, case_sensitive: false },
  ],
};
const block: Block = {
  id: 'b1', position: 1, kind: 'quiz', title: 'Check', html: null, video: null, quiz, file: null, embed: null, hints: [], example: null, completed: false,
};
const result = (score: number, left: number): QuizResult => ({
  id: 'a1', score, passed: score >= 0.6, attempts_left: left, submitted_at: '2026-01-01T10:00:00Z',
  questions: quiz.questions.map(({ id }, index) => ({ question_id: id, correct: index < score * 4, feedback_html: index === 0 ? '<p>Loudness follows amplitude.</p>' : null })),
});

async function openQuiz() {
  const client = createQueryClient();
  const user = { id: 'u1', name: 'Mira', email: 'm@x.example', role: 'student' as const, locale: 'en' as const, active: true, created_at: '' };
  client.setQueryData(sessionKey, { user, csrf_token: 't' });
  await renderInApp(<QuizBlock lessonId="l1" block={block} quiz={quiz} />, { client });
  return userEvent.setup();
}

async function answerAll(user: ReturnType<typeof userEvent.setup>) {
  await user.click(screen.getByRole('radio', { name: 'Amplitude' }));
  await user.click(screen.getByRole('checkbox', { name: 'Amplitude' }));
  await user.click(screen.getByRole('checkbox', { name: 'Frequency' }));
  await user.type(screen.getByRole('textbox', { name: /How fast/ }), '340,5');
  await user.type(screen.getByRole('textbox', { name: /What unit/ }), 'm/s');
}

let user: ReturnType<typeof userEvent.setup>;
beforeEach(async () => {
  user = await openQuiz();
});

test('an unanswered question is named and focused, and nothing is sent', async () => {
  const requests = answerRequests({});
  await user.click(screen.getByRole('button', { name: 'Check my answers' }));
  expect(screen.getAllByText('This one has no answer yet.')).toHaveLength(4);
  expect(screen.getByRole('radio', { name: 'Amplitude' })).toHaveFocus();
  expect(requests).toHaveLength(0);
});

test('all four kinds are submitted in their shape, and the feedback is shown', async () => {
  const requests = answerRequests({ 'POST /api/v1/quizzes/b1/attempts': result(1, 1) });
  await answerAll(user);
  await user.click(screen.getByRole('button', { name: 'Check my answers' }));
  expect(await screen.findByText('Loudness follows amplitude.')).toBeVisible();
  expect((await requests[0]!.json()).answers).toEqual({ q1: 'c1', q2: ['c1', 'c2'], q3: 340.5, q4: 'm/s' });
  expect(screen.getByRole('group', { name: 'Result' })).toHaveFocus();
});

test('a submission that failed on the way is repeated under the same id', async () => {
  let calls = 0;
  const requests = answerRequests({ 'POST /api/v1/quizzes/b1/attempts': () => (calls++ === 0 ? failure(503, 'internal_error') : result(0.5, 1)) });
  await answerAll(user);
  await user.click(screen.getByRole('button', { name: 'Check my answers' }));
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(requests).toHaveLength(2));
  const [first, second] = await Promise.all(requests.map((request) => request.json()));
  expect(second.id).toBe(first.id);
});

test('another attempt is offered while one is left, and is a new submission', async () => {
  const requests = answerRequests({ 'POST /api/v1/quizzes/b1/attempts': () => result(0.5, 1) });
  await answerAll(user);
  await user.click(screen.getByRole('button', { name: 'Check my answers' }));
  await user.click(await screen.findByRole('button', { name: 'Change my answers' }));
  await user.click(screen.getByRole('button', { name: 'Check my answers' }));
  await waitFor(() => expect(requests).toHaveLength(2));
  const [first, second] = await Promise.all(requests.map((request) => request.json()));
  expect(second.id).not.toBe(first.id);
});

test('without attempts left there is nothing to submit', async () => {
  answerRequests({ 'POST /api/v1/quizzes/b1/attempts': () => result(0.5, 0) });
  await answerAll(user);
  await user.click(screen.getByRole('button', { name: 'Check my answers' }));
  expect(await screen.findByText('2 of 4 questions right.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Change my answers' })).toBeNull();
});
