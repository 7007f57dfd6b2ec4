import { useRef, useState, type FormEvent } from 'react';
import { signal } from '@/app/lessonActivity';
import { useSubmitAnswers, type Quiz } from '../api';
import { problemWith, toAnswers, type Draft } from './answers';

const RAPID_RETRY_MS = 10_000; // under this, an attempt after a wrong one is a guess

type Problems = Readonly<Record<string, 'unanswered' | 'no_number' | null>>;

/** The state of one quiz: draft, problems, submission, result. A submission that is repeated keeps its id. */
export function useQuiz(lessonId: string, blockId: string, quiz: Quiz) {
  const submission = useSubmitAnswers(lessonId, blockId);
  const [draft, setDraft] = useState<Draft>({});
  const [problems, setProblems] = useState<Problems>({});
  const attemptId = useRef<string | null>(null);
  const wrongAt = useRef(0);
  const place = { lessonId, blockId, inGradedQuiz: quiz.graded };

  const answer = (questionId: string, given: string | string[]) => {
    attemptId.current = null;
    setDraft((before) => ({ ...before, [questionId]: given }));
    setProblems((before) => ({ ...before, [questionId]: null }));
  };

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    const found = quiz.questions.map((question) => [question.id, problemWith(question, draft)] as const);
    setProblems(Object.fromEntries(found));
    const first = found.find(([, problem]) => problem !== null);
    if (first) {
      focusQuestion(first[0]);
      return;
    }
    if (Date.now() - wrongAt.current < RAPID_RETRY_MS) signal({ type: 'behaviour', kind: 'rapid_retry', place });
    attemptId.current ??= crypto.randomUUID();
    submission.mutate({ id: attemptId.current, answers: toAnswers(quiz.questions, draft) }, {
      onSuccess: (result) => {
        attemptId.current = null;
        if (result.score < 1) wrongAt.current = Date.now();
        signal({ type: 'breakpoint', kind: 'answer_submitted', place: { ...place, inGradedQuiz: quiz.graded && result.attempts_left !== 0 && !result.passed } });
      },
    });
  };

  const again = () => {
    submission.reset();
    const [first] = quiz.questions;
    if (first) requestAnimationFrame(() => focusQuestion(first.id));
  };

  return { draft, problems, result: submission.data, error: submission.error, sending: submission.isPending, answer, submit, again };
}

function focusQuestion(questionId: string): void {
  document.getElementById(`question-${questionId}`)?.querySelector('input')?.focus();
}
