import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';

export type Review = Schemas['LessonReview'];
export type ReviewedBlock = Schemas['ReviewedBlock'];
export type ReviewShare = Schemas['ReviewShare'];
export type LessonNote = Schemas['LessonNoteOut'];

/** Whose figures: a period, and a group where it is not the whole course. */
export interface Scope {
  period?: string;
  group?: string;
}

/** A lesson looked back at. */
export function useReview(lessonId: string, scope: Scope | null) {
  return useQuery({
    queryKey: ['insight', 'review', lessonId, scope],
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/teaching/lessons/{lesson_id}/review', {
          params: { path: { lesson_id: lessonId }, query: scope ?? {} },
        }),
      ),
    enabled: scope !== null,
  });
}

/** Where it got stuck lately in the courses that one teaches. */
export function useStuckPlaces() {
  return useQuery({
    queryKey: ['insight', 'stuck'],
    queryFn: async () => (await unwrap(api.GET('/api/v1/teaching/stuck'))).places,
  });
}

/** A course with its lessons, to choose one to look back at. */
export function useCourseLessons(courseId: string) {
  return useQuery({
    queryKey: ['insight', 'course', courseId],
    queryFn: () => unwrap(api.GET('/api/v1/courses/{course_id}', { params: { path: { course_id: courseId } } })),
  });
}

/** The blocks of a lesson as students see them. */
export function useLessonContent(lessonId: string) {
  return useQuery({
    queryKey: ['insight', 'content', lessonId],
    queryFn: () => unwrap(api.GET('/api/v1/lessons/{lesson_id}', { params: { path: { lesson_id: lessonId } } })),
  });
}

const notesKey = (lessonId: string) => ['insight', 'notes', lessonId];

/** The notes for the next time at a lesson. */
export function useLessonNotes(lessonId: string) {
  return useQuery({
    queryKey: notesKey(lessonId),
    queryFn: async () =>
      (
        await unwrap(
          api.GET('/api/v1/teaching/lessons/{lesson_id}/notes', { params: { path: { lesson_id: lessonId } } }),
        )
      ).notes,
  });
}

/** Write a note, or bring one back under its id. */
export function useSaveNote(lessonId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, blockId, text }: { id: string; blockId: string | null; text: string }) =>
      unwrap(
        api.PUT('/api/v1/teaching/lessons/{lesson_id}/notes/{lesson_note_id}', {
          params: { path: { lesson_id: lessonId, lesson_note_id: id } },
          body: { block_id: blockId, text },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: notesKey(lessonId) }),
  });
}

/** Remove a note of one's own. */
export function useRemoveNote(lessonId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(
        api.DELETE('/api/v1/teaching/lessons/{lesson_id}/notes/{lesson_note_id}', {
          params: { path: { lesson_id: lessonId, lesson_note_id: id } },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: notesKey(lessonId) }),
  });
}
