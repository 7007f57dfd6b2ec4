import { Badge, Card, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { lazyPart } from '@/components/on-demand/lazyPart';
import { Loading } from '@/components/state/QueryState';
import { useUser } from '@/platform/session';
import type { Block, Question, Quiz } from '../api';
import { ItemHelp } from '../help/ItemHelp';
import { useReviewed } from '../help/reviewing';
import { isUsedUp, leftOf, QuizForm, QuizOutcome } from './QuizForm';
import { AvailabilityLine } from './timed/AvailabilityLine';
import { useTimedQuiz } from './timed/useTimedQuiz';
import { useQuiz } from './useQuiz';

/** There is nothing to read again before the first attempt. */
const AttemptReviews = lazyPart(async () => (await import('./review/AttemptReviews')).AttemptReviews);
/** What only some quizzes have: a start by hand, a limit of time, more time, a change since they were begun. */
const StartCard = lazyPart(async () => (await import('./timed/StartCard')).StartCard);
const Countdown = lazyPart(async () => (await import('./timed/Countdown')).Countdown);
const Reopened = lazyPart(async () => (await import('./timed/Reopened')).Reopened);
const QuizChanges = lazyPart(async () => (await import('./QuizChanges')).QuizChanges);
/** It is asked for once, at the end. */
const HandInDialog = lazyPart(async () => (await import('./HandInDialog')).HandInDialog);

const fetchResultParts = () => Promise.all([QuizOutcome.preload(), AttemptReviews.preload()]);

function hasHelp({ hints, example, easier, challenge, quiz }: Block): boolean {
  const ofItems = quiz?.questions.some((item) => item.hints.length > 0 || item.example || item.easier);
  return hints.length > 0 || Boolean(example ?? easier ?? challenge) || Boolean(ofItems);
}

/** A quiz: answer, hand in, see what was right, try again while attempts are left, and read earlier attempts again. */
export function QuizBlock({ lessonId, block, quiz }: { lessonId: string; block: Block; quiz: Quiz }) {
  const { t } = useTranslation('learning');
  const { role } = useUser();
  const state = useQuiz(lessonId, block.id, quiz, fetchResultParts);
  const { draft, asking, result, earlier, loading, send, continueWorking } = state;
  const left = leftOf(quiz, result);
  const usedUp = isUsedUp(quiz, state);
  const timed = useTimedQuiz({ lessonId, blockId: block.id, quiz, state });
  const unstarted = role === 'student' && quiz.begins_by_hand && !quiz.open_attempt && !result && !earlier;
  const open = role === 'student' && !result && !earlier && !usedUp && !unstarted && timed.availability === 'open';
  const withHelp = !(quiz.graded && open);
  useReviewed(block.id, !open);

  const helpOf = (question: Question, number: number, correct: boolean | null) => (
    <ItemHelp
      lessonId={lessonId}
      block={block}
      question={question}
      number={number}
      correct={correct}
      available={withHelp}
    />
  );

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
      {quiz.help_withheld || (!withHelp && hasHelp(block)) ? (
        <Text size="sm" c="dimmed" mb="lg">
          {t('help.withheld')}
        </Text>
      ) : null}
      {draft.changes.length > 0 && open ? <QuizChanges key={quiz.version} changes={draft.changes} /> : null}
      <AvailabilityLine quiz={quiz} availability={timed.availability} />
      {quiz.reopened_until ? <Reopened until={quiz.reopened_until} /> : null}
      {open && timed.left !== null ? <Countdown left={timed.left} announced={timed.announced} /> : null}
      {timed.over ? (
        <Text role="status" mb="md" c="var(--warm-ink)">
          {t('quiz.time.over')}
        </Text>
      ) : null}
      {loading ? (
        <Loading />
      ) : unstarted && !usedUp ? (
        timed.availability === 'open' ? (
          <StartCard quiz={quiz} left={left} starting={timed.starting} error={timed.startError} onStart={timed.start} />
        ) : null
      ) : usedUp && !result ? (
        <Text c="dimmed">{t('quiz.used_up')}</Text>
      ) : (
        <QuizForm blockId={block.id} quiz={quiz} state={state} open={open} helpOf={helpOf} />
      )}
      {asking === null ? null : (
        <HandInDialog missing={asking.missing} left={left} onHandIn={send} onClose={continueWorking} />
      )}
      {role === 'student' && quiz.attempts_used > 0 ? (
        <AttemptReviews
          blockId={block.id}
          quiz={quiz}
          openLatest={(usedUp && !result) || (quiz.begins_by_hand && Boolean(result ?? earlier))}
          helpOf={usedUp && !result ? helpOf : undefined}
        />
      ) : null}
    </Card>
  );
}
