import { Stack, TagsInput, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { replaced } from '../draft/order';
import type { GapsQuestion } from '../types';
import { gapsAsTyped, readGaps } from './gapText';

interface GapsFieldsProps {
  question: GapsQuestion;
  onChange: (question: GapsQuestion) => void;
}

/** A text with gaps: brackets around what belongs into each, several answers divided by semicolons. */
export function GapsFields({ question, onChange }: GapsFieldsProps) {
  const { t } = useTranslation('courses');
  const [typed, setTyped] = useState(() => gapsAsTyped(question));
  const change = (text: string) => {
    setTyped(text);
    onChange({ ...question, ...readGaps(text, question.gaps) });
  };
  return (
    <Stack gap="md">
      <Textarea
        label={t('editor.gaps.text')}
        description={t('editor.gaps.text_why')}
        placeholder={t('editor.gaps.example')}
        autosize
        minRows={3}
        maxLength={10_000}
        data-field="text"
        value={typed}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
      <Text size="sm" c="dimmed" role="status">
        {t('editor.gaps.found', { count: question.gaps.length })}
      </Text>
      {question.gaps.map((gap, index) => (
        <TagsInput
          key={gap.id}
          label={t('editor.gaps.choices', { number: index + 1 })}
          description={gap.accepted.join(', ')}
          placeholder={gap.choices?.length ? undefined : t('editor.gaps.typed')}
          acceptValueOnBlur
          maxTags={20}
          value={gap.choices ?? []}
          onChange={(choices) =>
            onChange({
              ...question,
              gaps: replaced(question.gaps, { ...gap, choices: choices.length > 0 ? choices : null }),
            })
          }
        />
      ))}
    </Stack>
  );
}
