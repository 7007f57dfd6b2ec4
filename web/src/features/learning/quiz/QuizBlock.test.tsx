import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { expect, test } from 'vitest';
import { createQueryClient } from '@/platform/query';
import { sessionKey } from '@/platform/session';
import { renderInApp } from '@/test/render';
import { answerRequests, failure } from '@/test/server';
import { useLesson, type Quiz } from '../api';
import { QuizBlock } from './QuizBlock';
import { ATTEMPTS, blockOf, DRAFT, limited, practice, questions, readAs, result } from './quiz.testdata';

/** The server keeps every draft; replies of a test come on top. */
function serve(replies: Parameters<typeof answerRequests>[0] = {}) {
  return answerRequests({
    [DRAFT]: { answers: [] },
    'GET /api/v1/quizzes/b1/attempts': { attempts: [], attempts_left: null },
    ...replies,
  });
}

async function openQuiz(shown: Quiz | ReactElement, role: 'student' | 'tutor' = 'student') {
  const client = createQueryClient();
  const user = {
    id: 'u1',
    name: 'Mira',
    email: 'm@x.example',
    role,
    locale: 'en' as const,
    active: true,
    created_at: '',
  };
  client.setQueryData(sessionKey, { user, csrf_token: 't' });
  const element = 'questions' in shown ? <QuizBlock lessonId="l1" block={blockOf(shown)} quiz={shown} /> : shown;
  const view = await renderInApp(element, { client });
  return { ...view, user: userEvent.setup() };
}

type Someone = ReturnType<typeof userEvent.setup>;

async function answerAll(user: Someone) {
  await user.click(screen.getByRole('radio', { name: 'Amplitude' }));
  await user.click(screen.getByRole('checkbox', { name: 'Amplitude' }));
  await user.click(screen.getByRole('checkbox', { name: 'Frequency' }));
  await user.type(screen.getByRole('textbox', { name: /How fast/ }), '340,5');
  await user.type(screen.getByRole('textbox', { name: /What unit/ }), 'm/s');
}

async function handIn(user: Someone) {
  await user.click(screen.getByRole('button', { name: 'Hand in my answers' }));
  await user.click(await screen.findByRole('button', { name: 'Hand in' }));
}

const submissions = (requests: Request[]) =>
  requests.filter(({ method, url }) => method === 'POST' && url.endsWith('/attempts'));

test('a quiz without any answer is not handed in: the questions are named, the first is focused', async () => {
  const requests = serve();
  const { user } = await openQuiz(limited);
  await user.click(screen.getByRole('button', { name: 'Hand in my answers' }));
  expect(await screen.findAllByText('This one has no answer yet.')).toHaveLength(4);
  expect(screen.getByRole('radio', { name: 'Amplitude' })).toHaveFocus();
  expect(submissions(requests)).toHaveLength(0);
});

test('where attempts are limited, handing in asks first, and Enter in a field never does it', async () => {
  const requests = serve({ [ATTEMPTS]: result(1, 1) });
  const { user } = await openQuiz(limited);
  await answerAll(user);
  await user.type(screen.getByRole('textbox', { name: /What unit/ }), '{Enter}');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.getByRole('button', { name: 'Hand in my answers' })).toHaveFocus();
  await user.click(screen.getByRole('button', { name: 'Hand in my answers' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText('This uses one of your 2 attempts left.')).toBeVisible();
  expect(submissions(requests)).toHaveLength(0);
  await user.click(within(dialog).getByRole('button', { name: 'Hand in' }));
  expect(await screen.findByText('Loudness follows amplitude.')).toBeVisible();
  expect(await submissions(requests)[0]!.json()).toMatchObject({
    answers: { q1: 'c1', q2: ['c1', 'c2'], q3: '340,5', q4: 'm/s' },
    quiz_version: 'v1',
  });
  expect(screen.getByRole('group', { name: 'Result' })).toHaveFocus();
});

test('practice without a limit is handed in without a question, also by Enter', async () => {
  const requests = serve({ [ATTEMPTS]: result(1, null) });
  const { user } = await openQuiz(practice);
  await answerAll(user);
  await user.type(screen.getByRole('textbox', { name: /What unit/ }), '{Enter}');
  expect(await screen.findByText('Loudness follows amplitude.')).toBeVisible();
  expect(submissions(requests)).toHaveLength(1);
});

test('a partial hand-in is allowed and says what is missing', async () => {
  const requests = serve({ [ATTEMPTS]: result(0.25, null) });
  const { user } = await openQuiz(practice);
  await user.click(screen.getByRole('radio', { name: 'Amplitude' }));
  await user.type(screen.getByRole('textbox', { name: /How fast/ }), '5');
  await user.click(screen.getByRole('button', { name: 'Check my answers' }));
  expect(await screen.findByText('Questions 2 and 4 have no answer yet and would count as wrong.')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Hand in' }));
  await waitFor(() => expect(submissions(requests)).toHaveLength(1));
  expect((await submissions(requests)[0]!.json()).answers).toEqual({ q1: 'c1', q3: '5' });
});

test('an answer is saved from the first keystroke and is there again when the quiz is opened again', async () => {
  const requests = serve();
  const { user, unmount } = await openQuiz(limited);
  await user.type(screen.getByRole('textbox', { name: /What unit/ }), 'm');
  await waitFor(() => expect(requests.filter(({ method }) => method === 'PUT')).toHaveLength(1));
  unmount();
  const again = await openQuiz({
    ...limited,
    draft: [{ question_id: 'q4', answer: 'm/s', changed_at: '2026-01-01T10:00:00Z', reading: null, files: [] }],
  });
  expect(await screen.findByDisplayValue('m/s')).toBeVisible();
  again.unmount();
});

test('what the server has not confirmed is restored from this device', async () => {
  serve({ [DRAFT]: () => failure(503, 'internal_error') });
  const { user, unmount } = await openQuiz(limited);
  await user.type(screen.getByRole('textbox', { name: /What unit/ }), 'm/s');
  expect(await screen.findByText(/stored on this device/)).toBeVisible();
  unmount();
  await openQuiz(limited);
  expect(await screen.findByDisplayValue('m/s')).toBeVisible();
});

test('a later answer from another device is shown, and what was typed here is offered beside it', async () => {
  serve({
    [DRAFT]: {
      answers: [{ question_id: 'q4', answer: 'km/h', changed_at: '2026-01-01T10:00:00Z', reading: null, files: [] }],
    },
  });
  const { user } = await openQuiz(limited);
  await user.type(screen.getByRole('textbox', { name: /What unit/ }), 'm/s');
  expect(await screen.findByDisplayValue('km/h')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Take mine' }));
  expect(screen.getByDisplayValue('m/s')).toBeVisible();
});

test('it is said how a number is read', async () => {
  serve({ [DRAFT]: { answers: [readAs('1,000', { text: '1000' })] } });
  const { user } = await openQuiz(limited);
  await user.type(screen.getByRole('textbox', { name: /How fast/ }), '1,000');
  expect(await screen.findByText('We read “1,000” as 1000.')).toBeVisible();
});

test('a number that can mean two is asked before it is handed in', async () => {
  const requests = serve({
    [DRAFT]: async (request: Request) => {
      const { answers } = await request.json();
      const typed = answers.find((each: { question_id: string }) => each.question_id === 'q3')?.answer ?? '';
      return {
        answers: [
          typed === '150%'
            ? readAs(typed, { status: 'ambiguous', choices: ['150', '1.5'] })
            : readAs(typed, { text: typed }),
        ],
      };
    },
    [ATTEMPTS]: result(1, null),
  });
  const { user } = await openQuiz(practice);
  await user.type(screen.getByRole('textbox', { name: /How fast/ }), '150%');
  await user.click(screen.getByRole('button', { name: 'Check my answers' }));
  await user.click(await screen.findByRole('button', { name: '1.5' }));
  expect(submissions(requests)).toHaveLength(0);
  expect(screen.getByDisplayValue('1.5')).toBeVisible();
});

test('a submission that failed on the way is repeated under the same id', async () => {
  let calls = 0;
  const requests = serve({ [ATTEMPTS]: () => (calls++ === 0 ? failure(503, 'internal_error') : result(0.5, 1)) });
  const { user } = await openQuiz(limited);
  await answerAll(user);
  await handIn(user);
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(submissions(requests)).toHaveLength(2));
  const [first, second] = await Promise.all(submissions(requests).map((request) => request.json()));
  expect(second.id).toBe(first.id);
});

/** The quiz as the lesson in the cache has it, fetched again when that is outdated. */
function QuizOfLesson() {
  const lesson = useLesson('l1');
  const block = lesson.data?.blocks[0];
  return block?.quiz ? <QuizBlock lessonId="l1" block={block} quiz={block.quiz} /> : null;
}

test('a quiz that was changed is asked again: what still fits is kept, and what changed is said', async () => {
  let quiz = practice;
  const requests = serve({
    'GET /api/v1/lessons/l1': () => ({ id: 'l1', blocks: [blockOf(quiz)] }),
    [ATTEMPTS]: async (request: Request) =>
      (await request.json()).quiz_version === quiz.version
        ? result(0.5, null)
        : failure(409, 'quiz_changed', { question_ids: [] }),
  });
  const { user } = await openQuiz(<QuizOfLesson />);
  await screen.findByRole('textbox', { name: /How fast/ });
  await answerAll(user);
  quiz = { ...practice, version: 'v2', questions: questions.slice(0, 3) };
  await user.click(screen.getByRole('button', { name: 'Check my answers' }));
  expect(await screen.findByText(/The former question 4 is no longer asked. Your answer was: “m\/s”/)).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  expect(screen.getByDisplayValue('340,5')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Check my answers' }));
  expect(await screen.findByRole('group', { name: 'Result' })).toBeVisible();
  expect((await submissions(requests).at(-1)!.json()).answers).toEqual({ q1: 'c1', q2: ['c1', 'c2'], q3: '340,5' });
});

test('another attempt is offered while one is left, starts from the same answers, and is a new submission', async () => {
  const requests = serve({ [ATTEMPTS]: () => result(0.5, 1) });
  const { user } = await openQuiz(limited);
  await answerAll(user);
  await handIn(user);
  await user.click(await screen.findByRole('button', { name: 'Change my answers' }));
  expect(screen.getByDisplayValue('340,5')).toBeVisible();
  await handIn(user);
  await waitFor(() => expect(submissions(requests)).toHaveLength(2));
  const [first, second] = await Promise.all(submissions(requests).map((request) => request.json()));
  expect(second.id).not.toBe(first.id);
});

test('without attempts left there is nothing to hand in', async () => {
  serve({ [ATTEMPTS]: () => result(0.5, 0) });
  const { user } = await openQuiz(limited);
  await answerAll(user);
  await handIn(user);
  expect(await screen.findByText('2 of 4 questions right.')).toBeVisible();
  expect(screen.queryByRole('button', { name: 'Change my answers' })).toBeNull();
});

test('an attempt that was handed in can be read again, with the solutions once none is left', async () => {
  const reviewed = questions.map(({ id }, index) => ({
    question_id: id,
    answer: [null, ['c1'], '½', 'Hz'][index] ?? null,
    read_as: id === 'q3' ? '0.5' : null,
    correct: id === 'q3',
    points: id === 'q3' ? 1 : 0,
    max_points: 1,
    state: 'graded',
    comment_html: null,
    feedback_html: null,
    question: null,
    files: [],
    solution: {
      choice_ids: id === 'q1' ? ['c2'] : [],
      texts: id === 'q4' ? ['m/s'] : [],
      tolerance: null,
      pairs: [],
      order: [],
      gaps: {},
      explanation_html: null,
    },
  }));
  const attempt = {
    id: 'a1',
    number: 1,
    submitted_at: '2026-01-01T10:00:00Z',
    score: 0.25,
    passed: false,
    state: 'graded',
    marks_shown: true,
    automatic: false,
    late: false,
    result_at: null,
    questions: reviewed,
  };
  serve({ 'GET /api/v1/quizzes/b1/attempts': { attempts: [attempt], attempts_left: 0 } });
  await openQuiz({ ...limited, attempts_allowed: 1, attempts_used: 1, best_score: 0.25 });
  expect(await screen.findByDisplayValue('Hz')).toHaveAttribute('readonly');
  expect(screen.getByText('m/s')).toBeVisible();
  expect(screen.getByText('We read “½” as 0.5.')).toBeVisible();
  expect(screen.getByRole('button', { name: /Attempt 1: 25%/ })).toHaveAttribute('aria-expanded', 'true');
});

test('an attempt whose grades are hidden says when its result comes, and no score', async () => {
  const attempt = {
    id: 'a1',
    number: 1,
    submitted_at: '2026-01-01T10:00:00Z',
    score: null,
    passed: null,
    state: 'needs_grading',
    marks_shown: false,
    automatic: false,
    late: false,
    result_at: '2026-02-01T10:00:00Z',
    comment_html: null,
    questions: [],
  };
  serve({ 'GET /api/v1/quizzes/b1/attempts': { attempts: [attempt], attempts_left: 0 } });
  await openQuiz({ ...limited, graded: true, attempts_allowed: 1, attempts_used: 1, best_score: null });
  expect(await screen.findByText(/The result will be shown here from/)).toBeVisible();
  expect(screen.queryByText(/%/)).toBeNull();
});

test('a tutor tries a quiz out, and nothing of it is kept', async () => {
  const requests = serve();
  const { user, unmount } = await openQuiz(limited, 'tutor');
  await user.type(screen.getByRole('textbox', { name: /What unit/ }), 'm/s');
  unmount();
  expect(requests).toHaveLength(0);
  expect(Object.keys(localStorage).filter((key) => key.startsWith('attune.quiz-draft.'))).toEqual([]);
});
