import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiError } from '@/platform/api/errors';
import { signal } from '@/platform/lesson/signals';
import { lessonKey, type Quiz } from '../api';
import { missingIn, problemOf, toAnswers, type Given, type Problem } from './answers';
import { useSubmitAnswers, type NumberReading } from './api';
import { useDraft } from './draft/useDraft';

const RAPID_RETRY_MS = 10_000; // under this, an attempt after a wrong one is a guess
/** The server knows something about the quiz that this page does not. */
const OUTDATED = new Set(['quiz_changed', 'no_attempts_left', 'not_found', 'lesson_locked']);

type Problems = Readonly<Record<string, Problem | null>>;

/** The state of one quiz: draft, problems, submission, result. A submission that is repeated keeps its id. */
export function useQuiz(lessonId: string, blockId: string, quiz: Quiz) {
  const client = useQueryClient();
  const submission = useSubmitAnswers(lessonId, blockId);
  const draft = useDraft(lessonId, blockId, quiz);
  const [problems, setProblems] = useState<Problems>({});
  const [settling, setSettling] = useState(false);
  const [asking, setAsking] = useState<{ missing: readonly number[] } | null>(null);
  const attemptId = useRef<string | null>(null);
  const wrongAt = useRef(0);
  const location = { lessonId, blockId, inGradedQuiz: quiz.graded };
  const counted = quiz.graded || quiz.attempts_allowed !== null;

  const answer = (questionId: string, given: Given) => {
    attemptId.current = null;
    setProblems((before) => ({ ...before, [questionId]: null }));
    draft.answer(questionId, given);
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
    attemptId.current ??= crypto.randomUUID();
    submission.mutate(
      { id: attemptId.current, answers: toAnswers(quiz.questions, draft.answers), quiz_version: quiz.version },
      {
        onSuccess: (result) => {
          attemptId.current = null;
          draft.clear();
          if (result.score < 1) wrongAt.current = Date.now();
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

  const again = () => {
    submission.reset();
    draft.resume();
    const [first] = quiz.questions;
    if (first) requestAnimationFrame(() => focusQuestion(first.id));
  };

  return {
    draft,
    problems,
    counted,
    asking,
    result: submission.data,
    error: submission.error,
    sending: submission.isPending || settling,
    answer,
    handIn,
    send,
    again,
    continueWorking: () => setAsking(null),
  };
}

/** Move to a question's first field. */
export function focusQuestion(questionId: string): void {
  document.getElementById(`question-${questionId}`)?.querySelector('input')?.focus();
}
