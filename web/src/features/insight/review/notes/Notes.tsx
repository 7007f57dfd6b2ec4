import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { QueryState } from '@/components/state/QueryState';
import { useErrorMessage } from '@/components/state/errorMessage';
import { NoteList } from './NoteList';
import { useLessonNotes, useSaveNote } from '../api';

const LONGEST = 2000;

/** What the tutors of the course note at a part for the next time. */
export function Notes({ lessonId, blockId }: { lessonId: string; blockId: string }) {
  const { t } = useTranslation('insight');
  const { describe } = useErrorMessage();
  const heading = useId();
  const notes = useLessonNotes(lessonId);
  const save = useSaveNote(lessonId);
  const [draft, setDraft] = useState({ id: crypto.randomUUID(), text: '' });
  const text = draft.text.trim();
  const submit = () =>
    save.mutate({ id: draft.id, blockId, text }, { onSuccess: () => setDraft({ id: crypto.randomUUID(), text: '' }) });
  return (
    <section aria-labelledby={heading}>
      <Title order={3} size="h4" id={heading} mb="xs">
        {t('notes.title')}
      </Title>
      <Stack gap="sm">
        <QueryState query={notes} errorTitle={t('notes.not_loaded')}>
          {(list) => <NoteList lessonId={lessonId} notes={list.filter((note) => note.block_id === blockId)} />}
        </QueryState>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (text) submit();
          }}
        >
          <Textarea
            label={t('notes.new')}
            autosize
            minRows={2}
            maxLength={LONGEST}
            value={draft.text}
            onChange={({ currentTarget }) => setDraft({ ...draft, text: currentTarget.value })}
            error={save.isError ? describe(save.error) : null}
          />
          <Group justify="flex-end" mt="xs">
            <Text size="sm" c="dimmed" flex={1}>
              {t('notes.shared')}
            </Text>
            <Button type="submit" variant="default" disabled={!text} loading={save.isPending}>
              {t('notes.save')}
            </Button>
          </Group>
        </form>
      </Stack>
    </section>
  );
}
