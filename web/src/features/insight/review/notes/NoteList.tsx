import { ActionIcon, Group, Text } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { showUndo } from '@/components/undo/undoStore';
import { useDates } from '@/platform/i18n/dates';
import { useRemoveNote, useSaveNote, type LessonNote } from '../api';
import classes from '../Review.module.css';

/** Notes for the next time; one's own can be removed, and brought back. */
export function NoteList({ lessonId, notes }: { lessonId: string; notes: readonly LessonNote[] }) {
  const { t } = useTranslation('insight');
  const { date } = useDates();
  const remove = useRemoveNote(lessonId);
  const save = useSaveNote(lessonId);
  if (notes.length === 0) return null;
  const discard = ({ id, block_id: blockId, text }: LessonNote) =>
    remove.mutate(id, {
      onSuccess: () =>
        showUndo({ message: t('notes.removed'), undo: () => save.mutate({ id, blockId: blockId ?? null, text }) }),
    });
  return (
    <ul className={classes.list} aria-label={t('notes.title')}>
      {notes.map((note) => (
        <li key={note.id} className={classes.note}>
          <Text className={classes.text} dir="auto">
            {note.text}
          </Text>
          <Group justify="space-between" mt={4} wrap="nowrap">
            <Text size="sm" c="dimmed">
              {t('notes.by', { name: note.author_name ?? t('notes.former'), day: date(note.at) })}
            </Text>
            {note.own ? (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={t('notes.remove')}
                disabled={remove.isPending}
                onClick={() => discard(note)}
              >
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            ) : null}
          </Group>
        </li>
      ))}
    </ul>
  );
}
