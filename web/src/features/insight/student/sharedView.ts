import { useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';
import type { CourseStudent } from '@/platform/student/slots';

export type SharedView = NonNullable<Schemas['SharedViewOut']['view']>;
export type SharedMeasures = Pick<
  SharedView['lessons'][number],
  'sessions' | 'minutes' | 'known' | 'coverage' | 'states' | 'check_ins' | 'lost'
>;

/** What a student shares of their own view now; null where there is nothing to see, whatever the reason. */
export function useSharedView({ courseId, studentId }: CourseStudent) {
  return useQuery({
    queryKey: ['insight', 'student', courseId, studentId],
    queryFn: async () =>
      (
        await unwrap(
          api.GET('/api/v1/courses/{course_id}/students/{student_id}/shared-view', {
            params: { path: { course_id: courseId, student_id: studentId } },
          }),
        )
      ).view,
    gcTime: 0, // what is no longer shared is nowhere to be found
    staleTime: 0,
    refetchOnMount: 'always',
  });
}
