import { Text, Textarea } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { RichText } from '../../blocks/RichText';
import { useContentLanguage } from '../../contentLanguage';
import { asText, type ControlProps } from './controls';
import { countWords } from './words';

const LONGEST = 20_000; // characters, as the server takes them

/** A longer text in the student's own words, with a count of them; a tutor reads and grades it. */
export function LongText({ question, given, labelledBy, describedBy, marked, invalid, onAnswer }: ControlProps) {
  const { t } = useTranslation('learning');
  const lang = useContentLanguage();
  const id = useId();
  const text = asText(given);
  const words = countWords(text);
  const { min_words: min, max_words: max } = question;
  const over = max !== null && words > max;
  return (
    <>
      {question.rubric_html ? <RichText html={question.rubric_html} /> : null}
      <Textarea
        aria-labelledby={labelledBy}
        aria-describedby={`${id} ${describedBy}`}
        autosize
        minRows={6}
        maxRows={24}
        maxLength={LONGEST}
        readOnly={marked}
        error={invalid}
        value={text}
        onChange={(event) => onAnswer(event.currentTarget.value)}
        {...contentAttributes(lang)}
      />
      <Text id={id} size="sm" mt={6} c={over ? 'var(--warm-ink)' : 'dimmed'}>
        {t('quiz.words.count', { count: words })}
        {min !== null && words < min ? ` · ${t('quiz.words.at_least', { count: min })}` : null}
        {max === null ? null : ` · ${t('quiz.words.at_most', { count: max })}`}
      </Text>
    </>
  );
}
