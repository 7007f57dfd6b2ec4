import { NativeSelect } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { RichText } from '../../blocks/RichText';
import { useContentLanguage } from '../../contentLanguage';
import { asMap, type ControlProps } from './controls';
import { plainText } from './plainText';
import classes from './Fields.module.css';

/** Find the partner of each: a list to choose from beside every one, as every keyboard and screen reader knows it. */
export function Matching({ question, given, labelledBy, describedBy, marked, onAnswer }: ControlProps) {
  const { t } = useTranslation('learning');
  const lang = useContentLanguage();
  const id = useId();
  const chosen = asMap(given);
  const options = [
    { value: '', label: t('quiz.matching.choose') },
    ...question.rights.map((right) => ({ value: right.id, label: plainText(right.text_html) })),
  ];
  return (
    <ul aria-labelledby={labelledBy} aria-describedby={describedBy} className={classes.matches}>
      {question.lefts.map((left) => (
        <li key={left.id} className={classes.match}>
          <div id={`${id}-${left.id}`}>
            <RichText html={left.text_html} />
          </div>
          <NativeSelect
            aria-labelledby={`${id}-${left.id}`}
            lang={lang}
            data={options}
            disabled={marked}
            value={chosen[left.id] ?? ''}
            onChange={(event) => {
              const { [left.id]: _before, ...others } = chosen;
              const { value } = event.currentTarget;
              onAnswer(value === '' ? others : { ...others, [left.id]: value });
            }}
          />
        </li>
      ))}
    </ul>
  );
}
