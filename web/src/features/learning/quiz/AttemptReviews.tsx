import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { useDates } from '@/platform/i18n/dates';
import type { Question, Quiz } from '../api';
import type { Given } from './answers';
import { useAttempts, type Attempt, type ReviewedQuestion } from './api';
import { QuestionField } from './QuestionField';
import classes from './AttemptReviews.module.css';

/** Earlier attempts: each can be opened and read again, with answers, marks and feedback. */
export function AttemptReviews({ blockId, quiz, openLatest }: { blockId: string; quiz: Quiz; openLatest: boolean }) {
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
            {t('quiz.review.attempt', { number, percent: Math.round(100 * score), at: dateTime(at) })}
          </Button>
        ))}
      </Group>
      {open ? <AttemptReview attempt={open} questions={quiz.questions} /> : null}
    </section>
  );
}

function AttemptReview({ attempt, questions }: { attempt: Attempt; questions: readonly Question[] }) {
  const { t } = useTranslation('learning');
  const gone = attempt.questions.filter(({ question_id: id }) => !questions.some((question) => question.id === id));
  return (
    <Stack mt="lg" gap="md">
      <ol className={classes.questions}>
        {questions.map((question, index) => {
          const reviewed = attempt.questions.find(({ question_id: id }) => id === question.id);
          return reviewed ? (
            <QuestionField
              key={question.id}
              question={question}
              number={index + 1}
              given={asGiven(reviewed)}
              mark={reviewed}
              readAs={reviewed.read_as}
              solution={reviewed.solution}
              anchored={false}
            />
          ) : null;
        })}
      </ol>
      {gone.map((reviewed) => (
        <Text key={reviewed.question_id} size="sm" c="dimmed">
          {t('quiz.review.gone')}
          {typeof reviewed.answer === 'string' ? ` ${t('quiz.changed.answer', { answer: reviewed.answer })}` : null}
        </Text>
      ))}
    </Stack>
  );
}

function asGiven({ answer }: ReviewedQuestion): Given | undefined {
  if (answer === null) return undefined;
  return typeof answer === 'number' ? String(answer) : answer;
}
