import { ActionIcon, Group, Paper, Stack, Text } from '@mantine/core';
import { IconNote, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { showUndo } from '@/components/undo/undoStore';
import { useDeleteNote, type Note } from './notes';

interface NoteItemsProps {
  notes: readonly Note[];
  /** Say which lesson each note belongs to. */
  withLocation?: boolean;
}

/** The student's own notes, each to be deleted; the deletion can be taken back for a few seconds. */
export function NoteItems({ notes, withLocation = false }: NoteItemsProps) {
  const { t } = useTranslation('wellbeing');
  const [leaving, setLeaving] = useState<string | null>(null);
  const remove = useDeleteNote();
  const shown = notes.filter((note) => note.id !== leaving);
  if (shown.length === 0) return null;

  const deleteOne = ({ id }: Note) => {
    setLeaving(id);
    const putBack = () => setLeaving(null);
    showUndo({ message: t('note.deleted'), undo: putBack, commit: () => remove.mutate(id, { onError: putBack }) });
  };
  return (
    <Stack gap="xs" mt="sm" {...(withLocation ? {} : { component: 'section', 'aria-label': t('note.yours') })}>
      {shown.map((note) => (
        <Paper key={note.id} p="sm" radius="md" withBorder bg="var(--surface-card)">
          <Group gap="sm" wrap="nowrap" align="flex-start">
            <IconNote size={18} aria-hidden style={{ flex: 'none', marginTop: 3 }} />
            <div style={{ flex: 1 }}>
              <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                {note.text}
              </Text>
              {withLocation && note.lesson_title ? (
                <Text size="xs" c="dimmed">
                  {[note.lesson_title, note.block_title].filter(Boolean).join(' · ')}
                </Text>
              ) : null}
            </div>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={32}
              aria-label={t('note.delete')}
              onClick={() => deleteOne(note)}
            >
              <IconTrash size={17} aria-hidden />
            </ActionIcon>
          </Group>
        </Paper>
      ))}
    </Stack>
  );
}
