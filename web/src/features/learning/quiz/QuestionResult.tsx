import { Text } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Question, QuizResult } from '../api';
import { RichText } from '../blocks/RichText';
import type { Solution } from './api';
import classes from './QuestionField.module.css';

export type Mark = Pick<QuizResult['questions'][number], 'correct' | 'feedback_html'>;

/** Whether an answer was right, what the author says about it, and, once there is no attempt left, what is right. */
export function QuestionResult({
  question,
  mark,
  solution,
}: {
  question: Question;
  mark: Mark;
  solution: Solution | null;
}) {
  const { t } = useTranslation('learning');
  const Icon = mark.correct ? IconCircleCheckFilled : IconCircleX;
  const explanation = solution?.explanation_html;
  return (
    <div className={classes.mark} data-correct={mark.correct}>
      <Icon size={20} aria-hidden />
      <div>
        <Text fw={600} size="sm">
          {mark.correct ? t('quiz.right') : t('quiz.wrong')}
        </Text>
        {mark.feedback_html ? <RichText html={mark.feedback_html} /> : null}
        {solution && !mark.correct ? <SolutionLine question={question} solution={solution} /> : null}
        {explanation && !mark.feedback_html?.includes(explanation.trim()) ? <RichText html={explanation} /> : null}
      </div>
    </div>
  );
}

function SolutionLine({ question, solution }: { question: Question; solution: Solution }) {
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
          {solution.texts.join(' · ')}
          {tolerance}
          {unit}
        </Text>
      ) : null}
    </div>
  );
}
