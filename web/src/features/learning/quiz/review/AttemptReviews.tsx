import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { useDates } from '@/platform/i18n/dates';
import type { Question, Quiz } from '../../api';
import { rememberFiles } from '../../uploads/useUploads';
import { asGiven } from '../answers';
import { useAttempts, type Attempt } from '../api';
import { QuestionField } from '../QuestionField';
import type { HelpOf } from '../QuizForm';
import classes from './AttemptReviews.module.css';

interface AttemptReviewsProps {
  blockId: string;
  quiz: Quiz;
  openLatest: boolean;
  /** Help below each question, where the quiz itself shows none. */
  helpOf?: HelpOf | undefined;
}

/** Earlier attempts: each can be opened and read again, with answers, marks and feedback. */
export function AttemptReviews({ blockId, quiz, openLatest, helpOf }: AttemptReviewsProps) {
  const { t } = useTranslation('learning');
  const { dateTime } = useDates();
  const attempts = useAttempts(blockId, quiz.attempts_used > 0);
  const [chosen, setChosen] = useState<string | null | undefined>(undefined);
  if (attempts.isError)
    return <ErrorState error={attempts.error} title={t('quiz.review.error')} onRetry={() => void attempts.refetch()} />;
  const list = attempts.data?.attempts ?? [];
  if (list.length === 0) return null;
  const openId = chosen === undefined ? (openLatest ? list[0]?.id : null) : chosen;
  const open = list.find(({ id }) => id === openId);
  return (
    <section aria-label={t('quiz.review.title')} className={classes.reviews}>
      <Title order={3} size="h4">
        {t('quiz.review.title')}
      </Title>
      <Group gap="xs" mt="xs">
        {list.map(({ id, number, score, submitted_at: at }) => (
          <Button
            key={id}
            size="xs"
            variant={id === openId ? 'light' : 'default'}
            aria-expanded={id === openId}
            className={classes.attempt}
            onClick={() => setChosen(id === openId ? null : id)}
          >
            {score === null
              ? t('quiz.review.hidden_attempt', { number, at: dateTime(at) })
              : t('quiz.review.attempt', { number, percent: Math.round(100 * score), at: dateTime(at) })}
          </Button>
        ))}
      </Group>
      {open ? <AttemptReview blockId={blockId} attempt={open} questions={quiz.questions} helpOf={helpOf} /> : null}
    </section>
  );
}

interface AttemptReviewProps {
  blockId: string;
  attempt: Attempt;
  questions: readonly Question[];
  helpOf: HelpOf | undefined;
}

/** One attempt, question by question, as it was answered and graded. */
export function AttemptReview({ blockId, attempt, questions, helpOf }: AttemptReviewProps) {
  const { t } = useTranslation('learning');
  const { dateTime } = useDates();
  const client = useQueryClient();
  const asked = attempt.questions.map((reviewed) => ({
    reviewed,
    question: reviewed.question ?? questions.find(({ id }) => id === reviewed.question_id),
  }));
  const gone = asked.filter(({ question }) => question === undefined);
  useEffect(() => {
    rememberFiles(
      client,
      blockId,
      attempt.questions.flatMap(({ files }) => files),
    );
  }, [client, blockId, attempt]);
  return (
    <Stack mt="lg" gap="md">
      {attempt.counts ? null : <Text>{t('quiz.review.practice')}</Text>}
      {attempt.result_at ? <Text>{t('result_at', { at: dateTime(attempt.result_at) })}</Text> : null}
      <ol className={classes.questions}>
        {asked.map(({ reviewed, question }, index) =>
          question ? (
            <QuestionField
              key={question.id}
              question={question}
              blockId={blockId}
              label={t('quiz.number', { number: index + 1 })}
              given={asGiven(reviewed)}
              mark={attempt.marks_shown || reviewed.state === 'needs_grading' ? reviewed : undefined}
              readAs={reviewed.read_as}
              solution={reviewed.solution}
              anchored={false}
            >
              {helpOf?.(question, index + 1, reviewed.correct)}
            </QuestionField>
          ) : null,
        )}
      </ol>
      {gone.map(({ reviewed }) => (
        <Text key={reviewed.question_id} size="sm" c="dimmed">
          {t('quiz.review.gone')}
          {typeof reviewed.answer === 'string' ? ` ${t('quiz.changed.answer', { answer: reviewed.answer })}` : null}
        </Text>
      ))}
    </Stack>
  );
}
