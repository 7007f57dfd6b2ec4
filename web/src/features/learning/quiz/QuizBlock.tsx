import { Badge, Button, Card, Group, Text } from '@mantine/core';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { ApiError } from '@/platform/api/errors';
import { useUser } from '@/platform/session';
import type { Block, Quiz } from '../api';
import { useAttempts } from './api';
import { AttemptReviews } from './AttemptReviews';
import { DraftState } from './draft/DraftState';
import { HandInDialog } from './HandInDialog';
import { QuestionField } from './QuestionField';
import { QuizChanges } from './QuizChanges';
import { QuizOutcome } from './QuizOutcome';
import { useQuiz } from './useQuiz';

/** A quiz: answer, hand in, see what was right, try again while attempts are left, and read earlier attempts again. */
export function QuizBlock({ lessonId, block, quiz }: { lessonId: string; block: Block; quiz: Quiz }) {
  const { t } = useTranslation('learning');
  const { role } = useUser();
  const { draft, problems, counted, asking, result, error, sending, answer, handIn, send, again, continueWorking } =
    useQuiz(lessonId, block.id, quiz);
  const left = result ? result.attempts_left : attemptsLeft(quiz);
  const usedUp = left === 0 || (error instanceof ApiError && error.code === 'no_attempts_left');
  const open = role === 'student' && !result && !usedUp;
  const reviewed = useAttempts(block.id, role === 'student' && quiz.attempts_used > 0).data?.attempts.find(
    ({ id }) => id === result?.id,
  );

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (open && !counted) void handIn();
  };

  return (
    <Card>
      <Group gap="xs" mb="lg">
        <Badge variant="light" color={quiz.graded ? 'apricot' : 'pine'}>
          {quiz.graded ? t('quiz.graded') : t('quiz.practice')}
        </Badge>
        <Text size="sm" c="dimmed">
          {left === null ? t('quiz.unlimited') : t('quiz.left', { count: left })}
        </Text>
        {quiz.best_score !== null ? (
          <Text size="sm" c="dimmed">
            {t('quiz.best', { percent: Math.round(100 * quiz.best_score) })}
          </Text>
        ) : null}
      </Group>
      {draft.changes.length > 0 && open ? <QuizChanges key={quiz.version} changes={draft.changes} /> : null}
      {usedUp && !result ? (
        <Text c="dimmed">{t('quiz.used_up')}</Text>
      ) : (
        <form noValidate onSubmit={onSubmit}>
          <ol style={{ margin: 0, padding: 0, listStyle: 'none' }}>
            {quiz.questions.map((question, index) => (
              <QuestionField
                key={question.id}
                question={question}
                number={index + 1}
                given={draft.answers[question.id]}
                problem={problems[question.id] ?? null}
                reading={draft.readingOf(question.id)}
                other={draft.others[question.id]}
                mark={result?.questions.find((mark) => mark.question_id === question.id)}
                enterMovesOn={counted}
                solution={reviewed?.questions.find(({ question_id: id }) => id === question.id)?.solution ?? null}
                onAnswer={(given) => answer(question.id, given)}
              />
            ))}
          </ol>
          {result ? <QuizOutcome result={result} onAgain={again} /> : null}
          {error && !usedUp ? <ErrorState error={error} title={t('quiz.not_sent')} onRetry={send} /> : null}
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
      )}
      <HandInDialog
        opened={asking !== null}
        missing={asking?.missing ?? []}
        left={left}
        onHandIn={send}
        onClose={continueWorking}
      />
      {role === 'student' ? <AttemptReviews blockId={block.id} quiz={quiz} openLatest={usedUp && !result} /> : null}
    </Card>
  );
}

function attemptsLeft({ attempts_allowed: allowed, attempts_used: used }: Quiz): number | null {
  return allowed === null ? null : Math.max(0, allowed - used);
}
