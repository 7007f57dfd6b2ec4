import { Button, Fieldset, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { UnsavedGuard } from '../UnsavedGuard';
import { useSaveTutorWords, type TutorWords } from './api';
import { FIELDS, problemOf, usable } from './words';

/** The words in every language; German needs the cases, because other words bend otherwise than "Lehrkraft". */
export function TutorWordsForm({ initial }: { initial: TutorWords }) {
  const { t } = useTranslation('administration');
  const [words, setWords] = useState(initial);
  const save = useSaveTutorWords();
  const changed = JSON.stringify(words) !== JSON.stringify(initial);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed && usable(words)) save.mutate(words);
  };
  return (
    <Stack component="form" gap="md" mt="md" onSubmit={submit}>
      <Text size="sm" c="dimmed">
        {t('tutor_words.lead')}
      </Text>
      <Fieldset legend={t('tutor_words.en')}>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {FIELDS.en.map((field) => (
            <Word
              key={field}
              language="en"
              name={field}
              text={words.en[field]}
              onChange={(text) => setWords({ ...words, en: { ...words.en, [field]: text } })}
            />
          ))}
        </SimpleGrid>
      </Fieldset>
      <Fieldset legend={t('tutor_words.de')}>
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
          {FIELDS.de.map((field) => (
            <Word
              key={field}
              language="de"
              name={field === 'several' ? 'de_several' : field}
              text={words.de[field]}
              onChange={(text) => setWords({ ...words, de: { ...words.de, [field]: text } })}
            />
          ))}
        </SimpleGrid>
      </Fieldset>
      {save.error ? <ErrorState error={save.error} title={t('tutor_words.not_saved')} /> : null}
      <Group gap="md">
        <Button type="submit" loading={save.isPending} disabled={!changed || !usable(words)}>
          {t('bar.save')}
        </Button>
        <Text size="sm" role="status" c="dimmed">
          {save.isSuccess && !changed ? t('tutor_words.saved') : ''}
        </Text>
      </Group>
      <UnsavedGuard active={changed && !save.isPending} />
    </Stack>
  );
}

interface WordProps {
  language: keyof TutorWords;
  name: string;
  text: string;
  onChange: (text: string) => void;
}

function Word({ language, name, text, onChange }: WordProps) {
  const { t } = useTranslation('administration');
  const problem = problemOf(language, text);
  return (
    <TextInput
      label={t(`tutor_words.fields.${name}`)}
      description={t(`tutor_words.hints.${name}`)}
      lang={language}
      maxLength={40}
      value={text}
      error={problem && t(`tutor_words.${problem}`)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
