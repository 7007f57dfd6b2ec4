import { Button, Group, Text, Title } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuizResult } from '../api';
import classes from './QuizOutcome.module.css';

/** How an attempt went. It takes the focus, because it answers what the student has just done. */
export function QuizOutcome({ result, onAgain }: { result: QuizResult; onAgain: () => void }) {
  const { t } = useTranslation('learning');
  const outcome = useRef<HTMLDivElement>(null);
  const right = result.questions.filter((question) => question.correct).length;
  const mayRetry = result.attempts_left !== 0 && result.score < 1;

  useEffect(() => outcome.current?.focus(), []);

  return (
    <div
      ref={outcome}
      tabIndex={-1}
      role="group"
      aria-label={t('quiz.outcome')}
      className={classes.outcome}
      data-passed={result.passed}
    >
      <Title order={3}>{result.passed ? t('quiz.passed') : t('quiz.not_passed')}</Title>
      <Text>{t('quiz.score', { right, count: result.questions.length })}</Text>
      <Group mt="sm">
        {mayRetry ? (
          <Button variant="default" onClick={onAgain}>
            {t('quiz.again')}
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
