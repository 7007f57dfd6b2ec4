import { ActionIcon, Group, Paper, Stack, Text } from '@mantine/core';
import { IconNote, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { offerUndo } from '@/components/undo/undoStore';
import { useDeleteNote, useNotes, type Note } from './notes';

/** The student's own notes at a block. */
export function BlockNotes({ lessonId, blockId }: { lessonId: string; blockId: string }) {
  const { t } = useTranslation('wellbeing');
  const [leaving, setLeaving] = useState<string | null>(null);
  const remove = useDeleteNote();
  const notes = (useNotes(lessonId).data ?? []).filter((note) => note.block_id === blockId && note.id !== leaving);
  if (notes.length === 0) return null;

  const deleteOne = ({ id }: Note) => {
    setLeaving(id);
    const putBack = () => setLeaving(null);
    offerUndo({ message: t('note.deleted'), undo: putBack, commit: () => remove.mutate(id, { onError: putBack }) });
  };
  return (
    <Stack gap="xs" mt="sm" component="section" aria-label={t('note.yours')}>
      {notes.map((note) => (
        <Paper key={note.id} p="sm" radius="md" withBorder bg="var(--surface-card)">
          <Group gap="sm" wrap="nowrap" align="flex-start">
            <IconNote size={18} aria-hidden style={{ flex: 'none', marginTop: 3 }} />
            <Text size="sm" flex={1} style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{note.text}</Text>
            <ActionIcon variant="subtle" color="gray" size={32} aria-label={t('note.delete')} onClick={() => deleteOne(note)}><IconTrash size={17} aria-hidden /></ActionIcon>
          </Group>
        </Paper>
      ))}
    </Stack>
  );
}
