import { useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';

export type CourseSummary = Schemas['CourseSummary'];
export type Course = Schemas['CourseOutline'];
export type CourseLesson = Schemas['LessonEntry'];

/** The courses that the user may see. */
export function useCourses() {
  return useQuery({
    queryKey: ['courses'],
    queryFn: async () => (await unwrap(api.GET('/api/v1/courses'))).courses,
  });
}

/** One course with its modules and lessons. */
export function useCourse(courseId: string) {
  return useQuery({
    queryKey: ['courses', courseId],
    queryFn: () => unwrap(api.GET('/api/v1/courses/{course_id}', { params: { path: { course_id: courseId } } })),
  });
}
