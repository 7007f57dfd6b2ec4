import { Button, Text } from '@mantine/core';
import { useId, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AskedQuestion } from '../api';
import { RichText } from '../blocks/RichText';
import type { Given, Problem } from './answers';
import type { NumberReading, Solution } from './api';
import { NumberReadingLine } from './draft/NumberReadingLine';
import { AnswerControl } from './fields/AnswerControl';
import { QuestionResult, type Mark } from './QuestionResult';
import classes from './QuestionField.module.css';

interface QuestionFieldProps {
  question: AskedQuestion;
  /** The quiz that it belongs to; null where nothing can be sent along. */
  blockId: string | null;
  /** What it is called above its prompt. */
  label: string;
  as?: 'li' | 'div';
  given: Given | undefined;
  mark?: Mark | undefined;
  solution?: Solution | null;
  problem?: Problem | null;
  /** How a number is read while it is a draft. */
  reading?: NumberReading | null;
  /** The number that was graded. */
  readAs?: string | null;
  /** What this device had, when a later answer came from another one. */
  other?: Given | undefined;
  /** Part of the document that can be jumped to; not where an earlier attempt is shown beside the quiz. */
  anchored?: boolean;
  onKeyDown?: ((event: KeyboardEvent<HTMLInputElement>) => void) | undefined;
  onAnswer?: ((given: Given) => void) | undefined;
  /** What stands below it. */
  children?: ReactNode;
}

/** One question of any kind; after grading, whether it was right and what the author says about it. */
export function QuestionField(props: QuestionFieldProps) {
  const {
    question,
    blockId,
    label,
    as: Element = 'li',
    given,
    mark,
    solution = null,
    problem = null,
    reading = null,
    readAs,
    other,
    anchored = true,
    onKeyDown,
    children,
  } = props;
  const { t } = useTranslation('learning');
  const id = useId();
  const onAnswer = props.onAnswer ?? (() => undefined);
  const controls = {
    question,
    given,
    labelledBy: `${id}-prompt`,
    describedBy: `${id}-after`,
    marked: mark !== undefined || !props.onAnswer,
    invalid: problem !== null,
    onAnswer,
    onKeyDown,
  };
  const typed = typeof given === 'string' ? given : '';
  return (
    <Element className={classes.question} id={anchored ? `question-${question.id}` : undefined}>
      <div id={`${id}-prompt`} className={classes.prompt}>
        <Text component="span" c="dimmed" className={classes.number}>
          {label}
        </Text>
        <RichText html={question.prompt_html} />
      </div>
      <AnswerControl blockId={blockId} {...controls} />
      <div id={`${id}-after`}>
        {question.kind === 'number' && !controls.marked ? (
          <NumberReadingLine typed={typed} reading={reading} onChoose={onAnswer} />
        ) : null}
        {readAs && readAs !== typed.trim() ? (
          <Text size="sm" mt="xs" c="dimmed">
            {t('quiz.reading.read', { typed: typed.trim(), text: readAs })}
          </Text>
        ) : null}
        {problem && (!reading || problem === 'unanswered') ? (
          <Text c="var(--danger-ink)" size="sm" mt="xs">
            {t(`quiz.problems.${problem}`)}
          </Text>
        ) : null}
        {other !== undefined && !mark ? (
          <OtherAnswer question={question} other={other} onTake={() => onAnswer(other)} />
        ) : null}
        {mark ? <QuestionResult question={question} mark={mark} solution={solution} /> : null}
      </div>
      {children}
    </Element>
  );
}

/** A later answer came from another device; what was entered here is not lost. */
function OtherAnswer({ question, other, onTake }: { question: AskedQuestion; other: Given; onTake: () => void }) {
  const { t } = useTranslation('learning');
  const typed = typeof other === 'string' && question.choices.length === 0 && question.kind !== 'true_false';
  return (
    <Text component="div" size="sm" mt="xs" c="var(--warm-ink)">
      {typed ? t('quiz.other.text', { answer: other }) : t('quiz.other.choice')}{' '}
      <Button size="compact-sm" variant="default" onClick={onTake}>
        {t('quiz.other.take')}
      </Button>
    </Text>
  );
}
