import { Checkbox, Radio, Stack, Text, TextInput } from '@mantine/core';
import { IconCircleCheckFilled, IconCircleX } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Question, QuizResult } from '../api';
import { RichText } from '../blocks/RichText';
import classes from './QuestionField.module.css';

type Given = string | readonly string[] | undefined;

interface QuestionFieldProps {
  question: Question;
  number: number;
  given: Given;
  problem: 'unanswered' | 'no_number' | null;
  mark: QuizResult['questions'][number] | undefined;
  onAnswer: (given: string | string[]) => void;
}

/** One question of any kind; after marking, whether it was right and what the author says about it. */
export function QuestionField({ question, number, given, problem, mark, onAnswer }: QuestionFieldProps) {
  const { t } = useTranslation('learning');
  const id = useId();
  const controls = { question, given, labelledBy: `${id}-prompt`, describedBy: `${id}-after`, marked: mark !== undefined, onAnswer };
  return (
    <li className={classes.question} id={`question-${question.id}`}>
      <div id={`${id}-prompt`} className={classes.prompt}>
        <Text component="span" c="dimmed" className={classes.number}>{t('quiz.number', { number })}</Text>
        <RichText html={question.prompt_html} />
      </div>
      {question.choices.length > 0 ? <Choices {...controls} /> : <Entry {...controls} />}
      <div id={`${id}-after`}>
        {problem ? <Text c="var(--danger-ink)" size="sm" mt="xs">{t(`quiz.problems.${problem}`)}</Text> : null}
        {mark ? <MarkLine mark={mark} /> : null}
      </div>
    </li>
  );
}

interface ControlProps {
  question: Question;
  given: Given;
  labelledBy: string;
  describedBy: string;
  marked: boolean;
  onAnswer: (given: string | string[]) => void;
}

function Choices({ question, given, labelledBy, describedBy, marked, onAnswer }: ControlProps) {
  const chosen = typeof given === 'string' ? [given] : (given ?? []);
  const single = question.kind === 'single';
  const Control = single ? Radio : Checkbox;
  const toggle = (id: string) => (chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <Stack gap="xs" role={single ? 'radiogroup' : 'group'} aria-labelledby={labelledBy} aria-describedby={describedBy}>
      {question.choices.map(({ id, text_html: html }) => (
        <Control
          key={id} name={question.id} value={id} checked={chosen.includes(id)} disabled={marked} className={classes.choice}
          label={<RichText html={html} />} onChange={() => onAnswer(single ? id : toggle(id))}
        />
      ))}
    </Stack>
  );
}

function Entry({ question, given, labelledBy, describedBy, marked, onAnswer }: ControlProps) {
  return (
    <TextInput
      aria-labelledby={labelledBy} aria-describedby={describedBy} readOnly={marked} maw="24rem" autoComplete="off" maxLength={500}
      inputMode={question.kind === 'number' ? 'decimal' : 'text'} value={String(given ?? '')}
      onChange={(event) => onAnswer(event.currentTarget.value)}
    />
  );
}

function MarkLine({ mark }: { mark: QuizResult['questions'][number] }) {
  const { t } = useTranslation('learning');
  const Icon = mark.correct ? IconCircleCheckFilled : IconCircleX;
  return (
    <div className={classes.mark} data-correct={mark.correct}>
      <Icon size={20} aria-hidden />
      <div>
        <Text fw={600} size="sm">{mark.correct ? t('quiz.right') : t('quiz.wrong')}</Text>
        {mark.feedback_html ? <RichText html={mark.feedback_html} /> : null}
      </div>
    </div>
  );
}
