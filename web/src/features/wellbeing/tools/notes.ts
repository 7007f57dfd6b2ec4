import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';
import { ownDataKey, sentAt } from '../api';

export type Note = Schemas['NoteOut'];
export type NoteKind = Schemas['NoteKind'];

const notesKey = ['wellbeing', 'notes'] as const;

/** The student's notes in a lesson, newest first. */
export function useNotes(lessonId: string) {
  return useQuery({
    queryKey: [...notesKey, lessonId],
    queryFn: async () =>
      (await unwrap(api.GET('/api/v1/wellbeing/notes', { params: { query: { lesson_id: lessonId } } }))).notes,
  });
}

/** Keep a note at a block, or at the lesson. */
export function useSaveNote(lessonId: string, kind: NoteKind) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ text, blockId }: { text: string; blockId: string | null }) =>
      unwrap(
        api.POST('/api/v1/wellbeing/notes', {
          body: {
            id: crypto.randomUUID(),
            kind,
            text,
            lesson_id: lessonId,
            block_id: blockId,
            at: sentAt(),
            sent_at: sentAt(),
          },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: notesKey }),
  });
}

/** Delete a note for good. */
export function useDeleteNote() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(api.DELETE('/api/v1/wellbeing/notes/{note_id}', { params: { path: { note_id: id } } })),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: notesKey }),
        client.invalidateQueries({ queryKey: ownDataKey }),
      ]),
  });
}
