import { Badge, Button, Card, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiError } from '@/app/api/errors';
import { ErrorState } from '@/components/ErrorState';
import { useUser } from '@/app/session';
import type { Block, Quiz } from '../api';
import { QuestionField } from './QuestionField';
import { QuizOutcome } from './QuizOutcome';
import { useQuiz } from './useQuiz';

/** A quiz: answer, submit, see what was right, and try again while attempts are left. */
export function QuizBlock({ lessonId, block, quiz }: { lessonId: string; block: Block; quiz: Quiz }) {
  const { t } = useTranslation('learning');
  const { role } = useUser();
  const { draft, problems, result, error, sending, answer, submit, again } = useQuiz(lessonId, block.id, quiz);
  const left = result ? result.attempts_left : attemptsLeft(quiz);
  const usedUp = left === 0 || (error instanceof ApiError && error.code === 'no_attempts_left');

  return (
    <Card>
      <Group gap="xs" mb="lg">
        <Badge variant="light" color={quiz.graded ? 'apricot' : 'pine'}>{quiz.graded ? t('quiz.graded') : t('quiz.practice')}</Badge>
        <Text size="sm" c="dimmed">{left === null ? t('quiz.unlimited') : t('quiz.left', { count: left })}</Text>
        {quiz.best_score ? <Text size="sm" c="dimmed">{t('quiz.best', { percent: Math.round(100 * quiz.best_score) })}</Text> : null}
      </Group>
      <form noValidate onSubmit={submit}>
        <ol style={{ margin: 0, padding: 0, listStyle: 'none' }}>
          {quiz.questions.map((question, index) => (
            <QuestionField
              key={question.id} question={question} number={index + 1} given={draft[question.id]} problem={problems[question.id] ?? null}
              mark={result?.questions.find((mark) => mark.question_id === question.id)} onAnswer={(given) => answer(question.id, given)}
            />
          ))}
        </ol>
        {result ? <QuizOutcome result={result} onAgain={again} /> : null}
        {error && !usedUp ? <ErrorState error={error} title={t('quiz.not_sent')} onRetry={submit} /> : null}
        {usedUp && !result ? <Text mt="lg" c="dimmed">{t('quiz.used_up')}</Text> : null}
        {!result && !usedUp && role === 'student' ? <Button type="submit" mt="xl" loading={sending}>{t('quiz.submit')}</Button> : null}
      </form>
    </Card>
  );
}

function attemptsLeft({ attempts_allowed: allowed, attempts_used: used }: Quiz): number | null {
  return allowed === null ? null : Math.max(0, allowed - used);
}
