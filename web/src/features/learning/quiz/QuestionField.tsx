import { Button, Checkbox, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useId, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import type { Question } from '../api';
import { RichText } from '../blocks/RichText';
import { useContentLanguage } from '../contentLanguage';
import type { Given, Problem } from './answers';
import type { NumberReading, Solution } from './api';
import { NumberReadingLine } from './draft/NumberReadingLine';
import { QuestionResult, type Mark } from './QuestionResult';
import classes from './QuestionField.module.css';

interface QuestionFieldProps {
  question: Question;
  number: number;
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
  /** Enter in a field goes on to the next one and hands nothing in. */
  enterMovesOn?: boolean;
  onAnswer?: (given: Given) => void;
}

/** One question of any kind; after grading, whether it was right and what the author says about it. */
export function QuestionField(props: QuestionFieldProps) {
  const {
    question,
    number,
    given,
    mark,
    solution = null,
    problem = null,
    reading = null,
    readAs,
    other,
    anchored = true,
    enterMovesOn = false,
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
    onKeyDown: enterMovesOn ? moveOnByEnter : undefined,
  };
  const typed = typeof given === 'string' ? given : '';
  return (
    <li className={classes.question} id={anchored ? `question-${question.id}` : undefined}>
      <div id={`${id}-prompt`} className={classes.prompt}>
        <Text component="span" c="dimmed" className={classes.number}>
          {t('quiz.number', { number })}
        </Text>
        <RichText html={question.prompt_html} />
      </div>
      {question.choices.length > 0 ? <Choices {...controls} /> : <Entry {...controls} />}
      <div id={`${id}-after`}>
        {reading && !mark ? <NumberReadingLine typed={typed} reading={reading} onChoose={onAnswer} /> : null}
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
    </li>
  );
}

/** A later answer came from another device; what was entered here is not lost. */
function OtherAnswer({ question, other, onTake }: { question: Question; other: Given; onTake: () => void }) {
  const { t } = useTranslation('learning');
  const typed = question.choices.length === 0 && typeof other === 'string';
  return (
    <Text component="div" size="sm" mt="xs" c="var(--warm-ink)">
      {typed ? t('quiz.other.text', { answer: other }) : t('quiz.other.choice')}{' '}
      <Button size="compact-sm" variant="default" onClick={onTake}>
        {t('quiz.other.take')}
      </Button>
    </Text>
  );
}

interface ControlProps {
  question: Question;
  given: Given | undefined;
  labelledBy: string;
  describedBy: string;
  marked: boolean;
  invalid: boolean;
  onAnswer: (given: Given) => void;
  onKeyDown: ((event: KeyboardEvent<HTMLInputElement>) => void) | undefined;
}

function Choices({ question, given, labelledBy, describedBy, marked, onAnswer, onKeyDown }: ControlProps) {
  const group = useId();
  const chosen = typeof given === 'string' ? [given] : (given ?? []);
  const single = question.kind === 'single';
  const Control = single ? Radio : Checkbox;
  const toggle = (id: string) => (chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]);
  return (
    <Stack gap="xs" role={single ? 'radiogroup' : 'group'} aria-labelledby={labelledBy} aria-describedby={describedBy}>
      {question.choices.map(({ id, text_html: html }) => (
        <Control
          key={id}
          name={group}
          value={id}
          checked={chosen.includes(id)}
          disabled={marked}
          className={classes.choice}
          label={<RichText html={html} />}
          onChange={() => onAnswer(single ? id : toggle(id))}
          onKeyDown={onKeyDown}
        />
      ))}
    </Stack>
  );
}

/** A text or a number. The keyboard must not correct it, and it is one with a minus and a slash also for numbers. */
function Entry({ question, given, labelledBy, describedBy, marked, invalid, onAnswer, onKeyDown }: ControlProps) {
  const lang = useContentLanguage();
  return (
    <TextInput
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      readOnly={marked}
      maw="24rem"
      maxLength={500}
      lang={lang}
      dir={question.kind === 'number' ? 'ltr' : contentAttributes(lang).dir}
      autoComplete="off"
      autoCorrect="off"
      autoCapitalize="none"
      spellCheck={false}
      inputMode="text"
      error={invalid}
      rightSection={
        question.unit ? (
          <Text size="sm" c="dimmed" component="span">
            {question.unit}
          </Text>
        ) : undefined
      }
      rightSectionWidth={question.unit ? `${question.unit.length + 3}ch` : undefined}
      value={String(given ?? '')}
      onChange={(event) => onAnswer(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}

function moveOnByEnter(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
  event.preventDefault();
  const next = event.currentTarget.closest('li')?.nextElementSibling?.querySelector('input');
  const last = event.currentTarget.form?.querySelector<HTMLElement>('[data-hand-in]');
  (next ?? last)?.focus();
}
