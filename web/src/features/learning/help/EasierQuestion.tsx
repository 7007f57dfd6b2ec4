import { Button, Text, VisuallyHidden } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { api, unwrap } from '@/platform/api/client';
import { ApiError } from '@/platform/api/errors';
import { useUser } from '@/platform/session';
import type { Answer, AskedQuestion } from '../api';
import { copyOf, isBlank, problemOf, type Given } from '../quiz/answers';
import type { NumberReading } from '../quiz/api';
import { QuestionField } from '../quiz/QuestionField';

interface EasierQuestionProps {
  blockId: string;
  questionId: string;
  easier: AskedQuestion;
}

/** A question that asks less, checked at once as often as one likes. It counts for nothing and is stored nowhere. */
export function EasierQuestion({ blockId, questionId, easier }: EasierQuestionProps) {
  const { t } = useTranslation('learning');
  const { role } = useUser();
  const [given, setGiven] = useState<Given>('');
  const [missing, setMissing] = useState(false);
  const check = useCheckEasier(blockId, questionId);
  const reading = unreadable(check.error, easier.id);

  const answer = (next: Given) => {
    setMissing(false);
    check.reset();
    setGiven(next);
  };
  const send = () => {
    if (isBlank(given)) setMissing(true);
    else check.mutate(typeof given === 'string' ? given.trim() : copyOf(given));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault(); // the quiz around it must not be handed in
    send();
  };

  return (
    <>
      <QuestionField
        as="div"
        label={t('easier_question.uncounted')}
        question={easier}
        blockId={null}
        given={given}
        mark={check.data}
        problem={missing ? 'unanswered' : problemOf(reading)}
        reading={reading}
        anchored={false}
        onKeyDown={onKeyDown}
        onAnswer={answer}
      />
      <VisuallyHidden role="status">
        {check.data ? t(check.data.correct ? 'quiz.right' : 'quiz.wrong') : ''}
      </VisuallyHidden>
      {check.error && !reading ? (
        <ErrorState error={check.error} title={t('easier_question.failed')} onRetry={send} />
      ) : null}
      {role === 'student' ? (
        <Button
          mt="md"
          size="compact-md"
          variant="default"
          loading={check.isPending}
          onClick={check.data ? () => answer('') : send}
        >
          {check.data ? t('easier_question.again') : t('easier_question.check')}
        </Button>
      ) : (
        <Text size="sm" mt="md" c="dimmed">
          {t('easier_question.students')}
        </Text>
      )}
    </>
  );
}

function useCheckEasier(blockId: string, questionId: string) {
  return useMutation({
    mutationFn: (answer: Answer) =>
      unwrap(
        api.POST('/api/v1/quizzes/{block_id}/questions/{question_id}/easier', {
          params: { path: { block_id: blockId, question_id: questionId } },
          body: { answer },
        }),
      ),
  });
}

/** How a number could not be read; null where the answer failed for another reason, or not at all. */
function unreadable(error: unknown, questionId: string): NumberReading | null {
  if (!(error instanceof ApiError) || error.code !== 'answers_unreadable') return null;
  const questions = error.data.questions as Record<string, Pick<NumberReading, 'problem' | 'choices'>>;
  const found = questions[questionId];
  if (!found) return null;
  return { ...found, status: found.problem ? 'unreadable' : 'ambiguous', text: null, approximately: null };
}
