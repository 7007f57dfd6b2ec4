import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ApiError } from '@/platform/api/errors';
import { markHandedIn, markUnsent, touchItem } from '@/platform/lesson/quizInHand';
import { signal } from '@/platform/lesson/signals';
import { useUser } from '@/platform/session';
import { lessonKey, type Quiz } from '../api';
import { isBlank, missingIn, problemOf, toAnswers, wrongItems, type Given, type Problem } from './answers';
import { acceptOutcome, useAttempts, useSubmitAnswers, type NumberReading } from './api';
import { useDraft } from './draft/useDraft';

const RAPID_RETRY_MS = 10_000; // under this, an attempt after a wrong one is a guess
/** The server knows something about the quiz that this page does not. */
const OUTDATED = new Set([
  'quiz_changed',
  'no_attempts_left',
  'not_found',
  'lesson_locked',
  'quiz_not_started',
  'quiz_unavailable',
]);

type Problems = Readonly<Record<string, Problem | null>>;

/**
 * The state of one quiz: draft, problems, submission, result. A submission that is repeated keeps its id.
 *
 * beside: fetches the code that shows a result.
 */
export function useQuiz(lessonId: string, blockId: string, quiz: Quiz, beside: () => Promise<unknown>) {
  const client = useQueryClient();
  const submission = useSubmitAnswers(lessonId, blockId, beside);
  const draft = useDraft(lessonId, blockId, quiz);
  const [problems, setProblems] = useState<Problems>({});
  const [settling, setSettling] = useState(false);
  const [asking, setAsking] = useState<{ missing: readonly number[] } | null>(null);
  const attemptId = useRef<string | null>(null);
  const wrongAt = useRef(0);
  const earlier = useEarlier(blockId, quiz, draft.answers, submission.data !== undefined);
  const location = { lessonId, blockId, inGradedQuiz: quiz.graded };
  const counted = quiz.graded || quiz.attempts_allowed !== null;

  useItemInHand(blockId, quiz);

  const answer = (questionId: string, given: Given) => {
    attemptId.current = null;
    setProblems((before) => ({ ...before, [questionId]: null }));
    draft.answer(questionId, given);
    touchItem(blockId, questionId, numberOf(quiz, questionId));
    markUnsent(blockId);
  };

  const show = (found: Problems) => {
    setProblems(found);
    const first = quiz.questions.find(({ id }) => found[id]);
    if (first) focusQuestion(first.id);
  };

  /** Look at everything first: what cannot be read is shown, what counts or is not complete is asked. */
  const handIn = async () => {
    setSettling(true);
    const readingOf = await draft.settle();
    setSettling(false);
    const missing = missingIn(quiz.questions, draft.answers);
    const found = Object.fromEntries(quiz.questions.map(({ id }) => [id, problemOf(readingOf(id))]));
    if (missing.length === quiz.questions.length)
      show(Object.fromEntries(quiz.questions.map(({ id }) => [id, 'unanswered' as const])));
    else if (Object.values(found).some(Boolean)) show(found);
    else if (counted || missing.length > 0) setAsking({ missing });
    else send();
  };

  const send = () => {
    setAsking(null);
    if (Date.now() - wrongAt.current < RAPID_RETRY_MS) signal({ type: 'behaviour', kind: 'rapid_retry', location });
    attemptId.current ??= quiz.open_attempt?.id ?? crypto.randomUUID();
    submission.mutate(
      { id: attemptId.current, answers: toAnswers(quiz.questions, draft.answers), quiz_version: quiz.version },
      {
        onSuccess: (outcome) => {
          const { result } = outcome;
          attemptId.current = null;
          acceptOutcome(client, lessonId, blockId, outcome);
          markHandedIn(blockId, wrongItems(quiz.questions, result, draft.answers));
          draft.clear();
          if (result.state !== 'needs_grading' && result.score !== null && result.score < 1)
            wrongAt.current = Date.now();
          signal({
            type: 'interruption_point',
            kind: 'answer_submitted',
            location: { ...location, inGradedQuiz: quiz.graded && result.attempts_left !== 0 && !result.passed },
          });
        },
        onError: (error) => {
          if (!(error instanceof ApiError)) return;
          if (error.code === 'answers_unreadable') {
            const unreadable = error.data.questions as Record<string, NumberReading>;
            show(Object.fromEntries(Object.entries(unreadable).map(([id, reading]) => [id, problemOf(reading)])));
            submission.reset();
          }
          if (OUTDATED.has(error.code)) void client.invalidateQueries({ queryKey: lessonKey(lessonId) });
          if (error.code === 'quiz_changed') {
            attemptId.current = null;
            submission.reset();
          }
        },
      },
    );
  };

  /** The time is over: what is there is handed in, without a question. */
  const handInNow = () => {
    if (!submission.isPending) send();
  };

  /** After a fresh result the same answers are worked on; after one from before, everything is answered anew. */
  const again = () => {
    // A start draws and asks anew; without one the same answers are worked on.
    if (submission.data && !quiz.begins_by_hand) draft.resume();
    submission.reset();
    earlier.start();
    const [first] = quiz.questions;
    if (first) requestAnimationFrame(() => focusQuestion(first.id));
  };

  return {
    draft,
    problems,
    counted,
    asking,
    result: submission.data?.result,
    reviewed: earlier.attempts.find(({ id }) => id === submission.data?.result.id) ?? null,
    earlier: earlier.shown,
    loading: earlier.loading,
    error: submission.error,
    sending: submission.isPending || settling,
    answer,
    handIn,
    send,
    handInNow,
    again,
    continueWorking: () => setAsking(null),
  };
}

/** The item that has the focus is the one in hand: whoever is lost is lost there. */
function useItemInHand(blockId: string, quiz: Quiz): void {
  useEffect(() => {
    const follow = ({ target }: FocusEvent) => {
      const id =
        target instanceof Element ? target.closest('[id^="question-"]')?.id.replace('question-', '') : undefined;
      if (id && numberOf(quiz, id) > 0) touchItem(blockId, id, numberOf(quiz, id));
    };
    document.addEventListener('focusin', follow);
    return () => document.removeEventListener('focusin', follow);
  }, [blockId, quiz]);
}

/** Where a question stands, from 1; 0 when it is none of this quiz. */
function numberOf({ questions }: Quiz, questionId: string): number {
  return 1 + questions.findIndex(({ id }) => id === questionId);
}

/** The attempt that was handed in before the page was opened; shown until the student begins another one. */
function useEarlier(blockId: string, quiz: Quiz, answers: Readonly<Record<string, Given>>, fresh: boolean) {
  const { role } = useUser();
  const [started, setStarted] = useState(false);
  const query = useAttempts(blockId, role === 'student' && quiz.attempts_used > 0);
  const attempts = query.data?.attempts ?? [];
  const underWay = fresh || started || Object.values(answers).some((given) => !isBlank(given));
  return {
    attempts,
    shown: underWay ? null : (attempts[0] ?? null),
    loading: query.isLoading && !underWay,
    start: () => setStarted(true),
  };
}

/** Move to a question's first field. */
export function focusQuestion(questionId: string): void {
  document
    .getElementById(`question-${questionId}`)
    ?.querySelector<HTMLElement>('input, select, textarea, button')
    ?.focus();
}
