import { Text } from '@mantine/core';
import {
  IconCircleCheckFilled,
  IconCircleHalf2,
  IconCircleMinus,
  IconCircleX,
  IconHourglass,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '@/platform/i18n/locale';
import type { Schemas } from '@/platform/api/client';
import type { AskedQuestion, QuizResult } from '../api';
import { RichText } from '../blocks/RichText';
import type { Solution } from './api';
import { plainText } from './fields/plainText';
import classes from './QuestionField.module.css';

/** How an answer was graded; an easier question has nothing beside right and wrong. */
export type Mark = Pick<QuizResult['questions'][number], 'correct' | 'feedback_html'> &
  Partial<Schemas['QuestionMark']>;

type Verdict = 'right' | 'partly' | 'wrong' | 'waiting' | 'graded';

/** How an answer is told: in part right where it earned some of its points, waiting while a tutor has not seen it. */
export function verdictOf({ correct, points, max_points: most, state }: Mark): Verdict {
  if (state === 'needs_grading') return 'waiting';
  if (correct === null) return 'graded';
  if (correct) return 'right';
  return (points ?? 0) > 0 && (most ?? 0) > 0 ? 'partly' : 'wrong';
}

const ICONS = {
  right: IconCircleCheckFilled,
  graded: IconCircleCheckFilled,
  partly: IconCircleHalf2,
  wrong: IconCircleX,
  waiting: IconHourglass,
} as const;

/** Whether an answer was right, what the author says about it, and, once there is no attempt left, what is right. */
export function QuestionResult({
  question,
  mark,
  solution,
}: {
  question: AskedQuestion;
  mark: Mark;
  solution: Solution | null;
}) {
  const { t } = useTranslation('learning');
  const number = new Intl.NumberFormat(useLocale(), { maximumFractionDigits: 2 });
  const verdict = verdictOf(mark);
  // A tutor's zero is no success: nothing that looks like one stands beside it.
  const Icon = verdict === 'graded' && !mark.points ? IconCircleMinus : ICONS[verdict];
  const showPoints =
    typeof mark.points === 'number' &&
    mark.max_points !== undefined &&
    (verdict === 'partly' || verdict === 'graded' || mark.max_points !== 1);
  const explanation = solution?.explanation_html;
  return (
    <div className={classes.mark} data-verdict={verdict}>
      <Icon size={20} aria-hidden />
      <div>
        <Text fw={600} size="sm">
          {t(verdict === 'graded' ? 'quiz.graded_mark' : `quiz.${verdict}`)}
          {showPoints ? (
            <span className={classes.points}>
              {t('quiz.points', { points: number.format(mark.points!), most: mark.max_points })}
            </span>
          ) : null}
        </Text>
        {mark.comment_html ? <RichText html={mark.comment_html} /> : null}
        {mark.feedback_html ? <RichText html={mark.feedback_html} /> : null}
        {solution && mark.correct === false ? <SolutionLine question={question} solution={solution} /> : null}
        {explanation && !mark.feedback_html?.includes(explanation.trim()) ? <RichText html={explanation} /> : null}
      </div>
    </div>
  );
}

function SolutionLine({ question, solution }: { question: AskedQuestion; solution: Solution }) {
  const { t } = useTranslation('learning');
  const chosen = question.choices.filter(({ id }) => solution.choice_ids.includes(id));
  const unit = question.unit ? ` ${question.unit}` : '';
  const tolerance = solution.tolerance ? ` ± ${solution.tolerance}` : '';
  return (
    <div>
      <Text size="sm" fw={600} mt={4}>
        {t('quiz.solution')}
      </Text>
      {chosen.map(({ id, text_html: html }) => (
        <RichText key={id} html={html} />
      ))}
      {solution.texts.length > 0 ? (
        <Text size="sm">
          {question.kind === 'true_false'
            ? solution.texts.map((text) => t(`quiz.true_false.${text}`)).join('')
            : solution.texts.join(' · ')}
          {tolerance}
          {unit}
        </Text>
      ) : null}
      <PartsLine question={question} solution={solution} />
    </div>
  );
}

/** The partners, the order, the words of the gaps: what a question of several parts wanted. */
function PartsLine({ question, solution }: { question: AskedQuestion; solution: Solution }) {
  const { lefts, rights, items, gaps } = question;
  const textOf = (pieces: readonly { id: string; text_html: string }[], id: string) =>
    plainText(pieces.find((piece) => piece.id === id)?.text_html ?? '');
  const lines = [
    ...solution.pairs.map(({ left_id: left, right_id: right }) => `${textOf(lefts, left)}: ${textOf(rights, right)}`),
    ...solution.order.map((id, index) => `${String(index + 1)}. ${textOf(items, id)}`),
    ...gaps.flatMap(({ id }, index) => {
      const texts = solution.gaps[id];
      return texts ? [`${String(index + 1)}. ${texts.join(' · ')}`] : [];
    }),
  ];
  return lines.map((line) => (
    <Text key={line} size="sm">
      {line}
    </Text>
  ));
}
