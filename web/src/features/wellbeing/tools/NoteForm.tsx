import { Button, Stack, Text, Textarea } from '@mantine/core';
import type { FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { CrisisCard } from '@/components/crisis/CrisisCard';
import { useCrisisWords } from '@/components/crisis/useCrisisWords';
import { useErrorMessage } from '@/components/state/errorMessage';
import { showUndo } from '@/components/undo/undoStore';
import { useDeviceText } from '@/platform/device-text/deviceText';
import { signal } from '@/platform/lesson/signals';
import { useDeleteNote, useSaveNote, type NoteKind } from './notes';

interface NoteFormProps {
  lessonId: string;
  blockId: string | null;
  kind?: NoteKind;
  onDone: () => void;
}

/** A note that only the student reads, kept at the block it belongs to. */
export function NoteForm({ lessonId, blockId, kind = 'note_to_self', onDone }: NoteFormProps) {
  const { t } = useTranslation('wellbeing');
  const { describe } = useErrorMessage();
  const [text, setText] = useDeviceText(`${kind}.${blockId ?? lessonId}`);
  const crisis = useCrisisWords(text);
  const save = useSaveNote(lessonId, kind);
  const remove = useDeleteNote();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim()) return;
    save.mutate(
      { text, blockId },
      {
        onSuccess: (note) => {
          setText('');
          signal({ type: 'tool_finished', tool: 'note' });
          showUndo({ message: t('note.saved'), undo: () => remove.mutate(note.id) });
          onDone();
        },
      },
    );
  };
  return (
    <Stack component="form" gap="sm" align="stretch" onSubmit={submit}>
      <Textarea
        data-autofocus
        label={t('note.label')}
        description={t('note.private')}
        autosize
        minRows={2}
        maxRows={8}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <CrisisCard shown={crisis} />
      {save.error ? (
        <Text size="sm" role="alert" c="var(--danger-ink)">
          {describe(save.error)}
        </Text>
      ) : null}
      <Button
        type="submit"
        size="sm"
        style={{ alignSelf: 'flex-start' }}
        loading={save.isPending}
        disabled={!text.trim()}
      >
        {t('note.save')}
      </Button>
    </Stack>
  );
}
