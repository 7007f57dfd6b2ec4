import { Text, TextInput } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { contentAttributes } from '@/platform/i18n/contentLanguage';
import { useContentLanguage } from '../../contentLanguage';
import { asText, type ControlProps } from './controls';

/** What a keyboard must leave alone in an answer. */
export const AS_TYPED = {
  autoComplete: 'off',
  autoCorrect: 'off',
  autoCapitalize: 'none',
  spellCheck: false,
  inputMode: 'text',
} as const;

/** A text or a number. The keyboard must not correct it, and it is one with a minus and a slash also for numbers. */
export function Entry(props: ControlProps) {
  const { question, given, labelledBy, describedBy, marked, invalid, onAnswer, onKeyDown } = props;
  const lang = useContentLanguage();
  return (
    <TextInput
      {...AS_TYPED}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      readOnly={marked}
      maw="24rem"
      maxLength={500}
      lang={lang}
      dir={question.kind === 'number' ? 'ltr' : contentAttributes(lang).dir}
      error={invalid}
      rightSection={
        question.unit ? (
          <Text size="sm" c="dimmed" component="span">
            {question.unit}
          </Text>
        ) : undefined
      }
      rightSectionWidth={question.unit ? `${question.unit.length + 3}ch` : undefined}
      value={asText(given)}
      onChange={(event) => onAnswer(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}

/** Enter goes on to the next question and hands nothing in. */
export function moveOnByEnter(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
  event.preventDefault();
  const next = event.currentTarget.closest('li')?.nextElementSibling?.querySelector<HTMLElement>('input, select');
  const last = event.currentTarget.form?.querySelector<HTMLElement>('[data-hand-in]');
  (next ?? last)?.focus();
}
