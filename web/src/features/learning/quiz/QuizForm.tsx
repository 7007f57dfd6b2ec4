import { Button, Group } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '@/components/on-demand/lazyPart';
import { ErrorState } from '@/components/state/ErrorState';
import { ApiError } from '@/platform/api/errors';
import type { Question, Quiz, QuizResult } from '../api';
import { asGiven } from './answers';
import type { Attempt } from './api';
import { DraftState } from './draft/DraftState';
import { moveOnByEnter } from './fields/Entry';
import { QuestionField } from './QuestionField';
import type { useQuiz } from './useQuiz';
import classes from './QuizForm.module.css';

/** There is none before something is handed in, and it comes with the result. */
export const QuizOutcome = lazyPart(async () => (await import('./QuizOutcome')).QuizOutcome);

type QuizState = ReturnType<typeof useQuiz>;

/** What stands below a question, after it was marked as right or wrong, or before. */
export type HelpOf = (question: Question, number: number, correct: boolean | null) => ReactNode;

interface QuizFormProps {
  blockId: string;
  quiz: Quiz;
  state: QuizState;
  /** An attempt is under way. */
  open: boolean;
  helpOf: HelpOf;
}

/** The questions of a quiz: to answer, or with the marks of the attempt that was handed in last. */
export function QuizForm({ blockId, quiz, state, open, helpOf }: QuizFormProps) {
  const { t } = useTranslation('learning');
  const { draft, problems, counted, result, reviewed, earlier, error, sending, answer, handIn, send, again } = state;

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (open && !counted) void handIn();
  };
  const fieldOf = (question: Question) => {
    const past = markIn(earlier, question.id);
    if (past) return { given: asGiven(past), mark: past, readAs: past.read_as, solution: past.solution };
    return {
      given: draft.answers[question.id],
      mark: result?.questions.find((mark) => mark.question_id === question.id),
      solution: markIn(reviewed, question.id)?.solution ?? null,
      problem: problems[question.id] ?? null,
      reading: draft.readingOf(question.id),
      other: draft.others[question.id],
      onAnswer: (given: Parameters<typeof answer>[1]) => answer(question.id, given),
    };
  };
  const outcome = result ?? (earlier && { ...earlier, attempts_left: leftOf(quiz) });

  return (
    <form noValidate onSubmit={onSubmit}>
      <ol className={classes.questions}>
        {quiz.questions.map((question, index) => {
          const field = fieldOf(question);
          return (
            <QuestionField
              key={question.id}
              question={question}
              blockId={blockId}
              label={t('quiz.number', { number: index + 1 })}
              onKeyDown={counted ? moveOnByEnter : undefined}
              {...field}
            >
              {helpOf(question, index + 1, field.mark?.correct ?? null)}
            </QuestionField>
          );
        })}
      </ol>
      {outcome ? <QuizOutcome result={outcome} fresh={result !== undefined} onAgain={again} /> : null}
      {error && !isUsedUp(quiz, state) ? <ErrorState error={error} title={t('quiz.not_sent')} onRetry={send} /> : null}
      {open ? (
        <Group mt="xl" gap="md">
          <Button
            data-hand-in
            type={counted ? 'button' : 'submit'}
            onClick={counted ? () => void handIn() : undefined}
            loading={sending}
          >
            {counted ? t('quiz.hand_in.action') : t('quiz.submit')}
          </Button>
          <DraftState draft={draft} />
        </Group>
      ) : null}
    </form>
  );
}

/** How many attempts are left; null where there is no limit. A fresh result knows better than the lesson. */
export function leftOf({ attempts_allowed: allowed, attempts_used: used }: Quiz, result?: QuizResult): number | null {
  if (result) return result.attempts_left;
  return allowed === null ? null : Math.max(0, allowed - used);
}

/** Whether no attempt is left, as far as this page or the server knows. */
export function isUsedUp(quiz: Quiz, { result, error }: Pick<QuizState, 'result' | 'error'>): boolean {
  return leftOf(quiz, result) === 0 || (error instanceof ApiError && error.code === 'no_attempts_left');
}

function markIn(attempt: Attempt | null, questionId: string) {
  return attempt?.questions.find(({ question_id: id }) => id === questionId);
}
