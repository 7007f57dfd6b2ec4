import { Checkbox, Radio, Stack } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { RichText } from '../../blocks/RichText';
import { asList, type ControlProps } from './controls';
import classes from './Fields.module.css';

/** Choose one, or several. */
export function Choices(props: ControlProps) {
  const { question, given, labelledBy, describedBy, marked, onAnswer, onKeyDown } = props;
  const group = useId();
  const chosen = asList(given);
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

/** True or false, side by side where there is room. */
export function TrueFalse({ given, labelledBy, describedBy, marked, onAnswer, onKeyDown }: ControlProps) {
  const { t } = useTranslation('learning');
  const group = useId();
  return (
    <div role="radiogroup" aria-labelledby={labelledBy} aria-describedby={describedBy} className={classes.pair}>
      {(['true', 'false'] as const).map((value) => (
        <Radio
          key={value}
          name={group}
          value={value}
          checked={given === value}
          disabled={marked}
          className={classes.choice}
          label={t(`quiz.true_false.${value}`)}
          onChange={() => onAnswer(value)}
          onKeyDown={onKeyDown}
        />
      ))}
    </div>
  );
}
