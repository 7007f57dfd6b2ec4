import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useTeaches } from '@/platform/session';
import { useLessonNotes } from '../api';
import { NoteList } from './NoteList';

interface EditorNotesProps {
  courseId: string;
  lessonId: string;
  blockId: string;
}

/** In the editor, at a block: what its tutors noted for the next time. Quiet where there is nothing. */
export function EditorNotes({ courseId, ...block }: EditorNotesProps) {
  return useTeaches(courseId) ? <NotesOf {...block} /> : null;
}

function NotesOf({ lessonId, blockId }: Omit<EditorNotesProps, 'courseId'>) {
  const { t } = useTranslation('insight');
  const notes = useLessonNotes(lessonId).data?.filter(({ block_id: id }) => id === blockId) ?? [];
  if (notes.length === 0) return null;
  return (
    <Stack gap={6} mt="sm">
      <Text size="sm" fw={600}>
        {t('notes.title')}
      </Text>
      <NoteList lessonId={lessonId} notes={notes} />
    </Stack>
  );
}
