import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';

export type CourseMessages = Schemas['CourseMessages'];
export type CourseMessage = Schemas['MessageOut'];

const key = (courseId: string) => ['courses', courseId, 'support-messages'] as const;

/** The support messages of a course. */
export function useCourseMessages(courseId: string) {
  return useQuery({
    queryKey: key(courseId),
    queryFn: () =>
      unwrap(api.GET('/api/v1/courses/{course_id}/support-messages', { params: { path: { course_id: courseId } } })),
  });
}

/** Propose a message; an administrator reads it before it is said. */
export function useProposeMessage(courseId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['CourseMessageDraft']) =>
      unwrap(
        api.POST('/api/v1/courses/{course_id}/support-messages', { params: { path: { course_id: courseId } }, body }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: key(courseId) }),
  });
}

/** Change the words of a message, or switch it on or off. */
export function useEditCourseMessage(courseId: string, messageId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['CourseMessageEdit']) =>
      unwrap(
        api.PUT('/api/v1/courses/{course_id}/support-messages/{course_message_id}', {
          params: { path: { course_id: courseId, course_message_id: messageId } },
          body,
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: key(courseId) }),
  });
}
