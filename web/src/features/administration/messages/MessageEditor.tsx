import { Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMemo, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { UnsavedGuard } from '../UnsavedGuard';
import { useReview, type Cause, type Library, type Strategy, type Style, type Texts } from './api';
import { LanguageField } from './LanguageField';
import { NeedsField } from './needs/NeedsField';

const TYPING_PAUSE_MS = 300;

/** What an author writes: the words in every language, and what has to be proved for them. */
export interface MessageWords {
  texts: Texts;
  needs: string[];
}

interface MessageEditorProps {
  library: Pick<Library, 'languages' | 'variables' | 'facts'>;
  cause: Cause;
  strategy: Strategy;
  messageStyle: Style;
  /** The course that the message is for: one language is enough then. */
  courseId?: string;
  initial: MessageWords;
  saving: boolean;
  error: Error | null;
  saveLabel: string;
  onSave: (words: MessageWords) => void;
}

/** Words in every language side by side, with what the server finds in them and how a student will read them. */
export function MessageEditor({
  library: { languages, variables, facts },
  cause,
  strategy,
  messageStyle,
  courseId,
  initial,
  saving,
  error,
  saveLabel,
  onSave,
}: MessageEditorProps) {
  const { t } = useTranslation('administration');
  const [texts, setTexts] = useState(initial.texts);
  const [needs, setNeeds] = useState(initial.needs);
  const typed = useMemo(() => ({ texts, needs }), [texts, needs]);
  const [settled] = useDebouncedValue(typed, TYPING_PAUSE_MS);
  const review = useReview({ cause, strategy, style: messageStyle, ...settled }, courseId);
  const changed =
    languages.some((language) => texts[language] !== initial.texts[language]) || needs.join() !== initial.needs.join();
  // What is being typed has not been checked yet: it cannot be saved before the server has read it.
  const checked = settled === typed && review.data !== undefined && !review.isPlaceholderData;
  const usable = checked && review.data.usable;

  const save = (event: FormEvent) => {
    event.preventDefault();
    if (usable && changed) onSave(typed);
  };
  return (
    <Stack component="form" gap="md" onSubmit={save}>
      <Text size="sm" c="dimmed">
        {t('messages.editor.variables', { names: variables.map((name) => `{${name}}`).join(' ') })}
      </Text>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        {languages.map((language) => (
          <LanguageField
            key={language}
            language={language}
            text={texts[language] ?? ''}
            preview={review.data?.previews[language] ?? ''}
            findings={texts[language] === '' && !changed ? [] : (review.data?.findings[language] ?? [])}
            onChange={(text) => setTexts({ ...texts, [language]: text })}
          />
        ))}
      </SimpleGrid>
      <NeedsField facts={facts} strategy={strategy} value={needs} onChange={setNeeds} />
      {review.error ? (
        <ErrorState
          error={review.error}
          title={t('messages.editor.not_checked')}
          onRetry={() => void review.refetch()}
        />
      ) : null}
      {error ? <ErrorState error={error} title={t('messages.editor.not_saved')} /> : null}
      <Group gap="md">
        <Button type="submit" loading={saving} disabled={!usable || !changed}>
          {saveLabel}
        </Button>
        <Text size="sm" role="status" c="dimmed">
          {status()}
        </Text>
      </Group>
      <UnsavedGuard active={changed && !saving} />
    </Stack>
  );

  function status(): string {
    if (!changed) return t('messages.editor.unchanged');
    if (!checked) return t('messages.editor.checking');
    return usable ? t('messages.editor.usable') : t('messages.editor.not_usable');
  }
}
