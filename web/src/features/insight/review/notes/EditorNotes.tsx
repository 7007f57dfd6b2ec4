import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useUser } from '@/platform/session';
import { useLessonNotes } from '../api';
import { NoteList } from './NoteList';

interface EditorNotesProps {
  lessonId: string;
  blockId: string;
}

/** In the editor, at a block: what its tutors noted for the next time. Quiet where there is nothing. */
export function EditorNotes(props: EditorNotesProps) {
  return useUser().role === 'tutor' ? <NotesOf {...props} /> : null;
}

function NotesOf({ lessonId, blockId }: EditorNotesProps) {
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
