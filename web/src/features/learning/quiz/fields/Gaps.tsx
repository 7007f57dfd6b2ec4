import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { useContentLanguage } from '../../contentLanguage';
import { asMap, type ControlProps } from './controls';
import { AS_TYPED } from './Entry';
import { splitGaps } from './gapText';
import classes from './Fields.module.css';

/** A sentence with blanks: each is typed or chosen where it stands. */
export function Gaps({ question, given, labelledBy, describedBy, marked, invalid, onAnswer, onKeyDown }: ControlProps) {
  const { t } = useTranslation('learning');
  const lang = useContentLanguage();
  const content = contentAttributes(lang);
  const texts = asMap(given);
  const gaps = question.gaps;
  const fill = (id: string, text: string) => {
    const { [id]: _before, ...others } = texts;
    onAnswer(text === '' ? others : { ...others, [id]: text });
  };
  return (
    <div
      role="group"
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      className={classes.sentence}
      {...content}
    >
      {splitGaps(
        question.text_html ?? '',
        gaps.map(({ id }) => id),
      ).map((part, index) => {
        // The parts of one sentence never change their order.
        if ('html' in part)
          return (
            <span
              key={`text-${String(index)}`}
              className={classes.inline}
              dangerouslySetInnerHTML={{ __html: part.html }}
            />
          );
        const number = gaps.findIndex(({ id }) => id === part.gapId) + 1;
        const { choices } = gaps[number - 1]!;
        const field = {
          'aria-label': t('quiz.gaps.gap', { number, count: gaps.length }),
          value: texts[part.gapId] ?? '',
          size: 'sm' as const,
        };
        return choices ? (
          <NativeSelect
            key={part.gapId}
            {...field}
            disabled={marked}
            data={[{ value: '', label: '…' }, ...choices]}
            onChange={(event) => fill(part.gapId, event.currentTarget.value)}
          />
        ) : (
          <TextInput
            key={part.gapId}
            {...field}
            {...AS_TYPED}
            w="9rem"
            maxLength={500}
            readOnly={marked}
            error={invalid && field.value === ''}
            onChange={(event) => fill(part.gapId, event.currentTarget.value)}
            onKeyDown={onKeyDown}
          />
        );
      })}
    </div>
  );
}
