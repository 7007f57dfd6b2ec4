import { Button, Group, Text, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '@/platform/i18n/dates';
import { useLocale } from '@/platform/i18n/locale';
import type { QuizResult } from '../api';
import classes from './QuizOutcome.module.css';

interface QuizOutcomeProps {
  result: Pick<
    QuizResult,
    | 'score'
    | 'passed'
    | 'questions'
    | 'attempts_left'
    | 'submitted_at'
    | 'state'
    | 'marks_shown'
    | 'automatic'
    | 'result_at'
  >;
  /** Handed in just now, and not before the page was opened. */
  fresh: boolean;
  onAgain: () => void;
}

/** How an attempt went. A fresh result takes the focus, because it answers what the student has just done. */
export function QuizOutcome({ result, fresh, onAgain }: QuizOutcomeProps) {
  const { t } = useTranslation('learning');
  const { dateTime } = useDates();
  const outcome = useRef<HTMLDivElement>(null);
  const number = new Intl.NumberFormat(useLocale(), { maximumFractionDigits: 2 });
  const right = result.questions.filter((question) => question.correct).length;
  const waiting = result.state === 'needs_grading';
  const hidden = result.result_at;
  const mayRetry = result.attempts_left !== 0 && (hidden !== null || (!waiting && ((result.score ?? 0) < 1 || !fresh)));
  const points = result.questions.reduce((sum, question) => sum + (question.points ?? 0), 0);
  const most = result.questions.reduce((sum, question) => sum + question.max_points, 0);
  // Points say more than right and wrong where questions weigh differently or an answer is right in part.
  const byPoints = result.questions.some(({ points: earned, max_points: of }) => of !== 1 || (earned ?? 0) % 1 !== 0);

  useEffect(() => {
    if (fresh) outcome.current?.focus();
  }, [fresh]);

  return (
    <div
      ref={outcome}
      tabIndex={-1}
      role="group"
      aria-label={t('quiz.outcome')}
      className={classes.outcome}
      data-passed={result.passed === true && !waiting}
      data-waiting={waiting}
    >
      <Title order={3}>
        {waiting ? t('quiz.waiting_title') : result.passed ? t('quiz.passed') : t('quiz.not_passed')}
      </Title>
      {hidden !== null ? (
        <Text>{t('result_at', { at: dateTime(hidden) })}</Text>
      ) : waiting ? (
        <Text>{t('quiz.waiting_lead')}</Text>
      ) : !result.marks_shown ? (
        <Text>{t('quiz.review_later', { percent: Math.round(100 * (result.score ?? 0)) })}</Text>
      ) : byPoints ? (
        <Text>{t('quiz.score_points', { points: number.format(points), most: most })}</Text>
      ) : (
        <Text>{t('quiz.score', { right, count: result.questions.length })}</Text>
      )}
      {result.automatic ? <Text size="sm">{t('quiz.time.automatic')}</Text> : null}
      {fresh ? null : (
        <Text size="sm" c="dimmed">
          {t('quiz.handed_in', { at: dateTime(result.submitted_at) })}
        </Text>
      )}
      <Group mt="sm">
        {mayRetry ? (
          <Button variant="default" onClick={onAgain}>
            {fresh ? t('quiz.again') : t('quiz.try_again')}
          </Button>
        ) : null}
        {result.attempts_left === null ? null : (
          <Text size="sm" c="dimmed">
            {t('quiz.left', { count: result.attempts_left })}
          </Text>
        )}
      </Group>
    </div>
  );
}
