import { Checkbox, Radio, Switch, Textarea } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { orNull } from '../blocks/fields';
import { ListFields } from '../blocks/ListFields';
import { newChoice } from '../draft/newBlocks';
import { replaced } from '../draft/order';
import type { Choice, ChoiceQuestion } from '../types';
import classes from './Quiz.module.css';

interface ChoiceFieldsProps {
  question: ChoiceQuestion;
  onChange: (question: ChoiceQuestion) => void;
}

/** Answers to choose from, which of them are right, and what is said about each. */
export function ChoiceFields({ question, onChange }: ChoiceFieldsProps) {
  const { t } = useTranslation('courses');
  const group = useId();
  const { choices } = question;
  const single = question.kind === 'single';
  const Control = single ? Radio : Checkbox;
  const setChoices = (next: Choice[]) => onChange({ ...question, choices: next });
  const mark = (choice: Choice) =>
    setChoices(
      choices.map((other) => {
        if (other.id === choice.id) return { ...other, correct: single || !other.correct };
        return single ? { ...other, correct: false } : other;
      }),
    );
  return (
    <>
      <ListFields
        label={t('editor.choices.title')}
        description={t(single ? 'editor.choices.one' : 'editor.choices.several')}
        entries={choices}
        nameOf={(number) => t('editor.choices.name', { number })}
        addLabel={t('editor.choices.add')}
        create={() => newChoice()}
        least={2}
        field="choices"
        onChange={setChoices}
      >
        {(choice, name) => (
          <div className={classes.choice}>
            <Control
              name={group}
              aria-label={t('editor.choices.correct', { name })}
              checked={choice.correct}
              onChange={() => mark(choice)}
            />
            <Textarea
              aria-label={name}
              placeholder={name}
              autosize
              minRows={1}
              maxLength={2000}
              value={choice.text}
              onChange={({ currentTarget: { value } }) => setChoices(replaced(choices, { ...choice, text: value }))}
            />
            <Textarea
              className={classes.choiceFeedback}
              variant="filled"
              size="sm"
              aria-label={t('editor.choices.feedback_of', { name })}
              placeholder={t('editor.choices.feedback')}
              autosize
              minRows={1}
              maxLength={2000}
              value={choice.feedback ?? ''}
              onChange={({ currentTarget: { value } }) =>
                setChoices(replaced(choices, { ...choice, feedback: orNull(value) }))
              }
            />
          </div>
        )}
      </ListFields>
      {single ? null : (
        <Switch
          label={t('editor.choices.partial')}
          description={t('editor.choices.partial_why')}
          checked={question.partial_credit}
          onChange={({ currentTarget }) => onChange({ ...question, partial_credit: currentTarget.checked })}
        />
      )}
    </>
  );
}
