import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';
import { byNextAction } from './nextAction';

export type CourseSummary = Schemas['CourseSummary'];
export type Course = Schemas['CourseOutline'];
export type CourseLesson = Schemas['LessonEntry'];

const PAGE_SIZE = 50;

/** The courses that the user may see, those they worked on last first; more of them on request. */
export function useCourses() {
  return useInfiniteQuery({
    queryKey: ['courses', 'list'],
    queryFn: ({ pageParam: offset }) =>
      unwrap(api.GET('/api/v1/courses', { params: { query: { offset, limit: PAGE_SIZE } } })),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => {
      const known = pages.reduce((sum, { courses }) => sum + courses.length, 0);
      return known < last.total && last.courses.length > 0 ? known : undefined;
    },
    select: ({ pages }) => ({
      courses: pages.flatMap(({ courses }) => courses.toSorted(byNextAction)),
      total: pages.at(-1)?.total ?? 0,
    }),
  });
}

/** One course with its modules and lessons. */
export function useCourse(courseId: string) {
  return useQuery({
    queryKey: ['courses', courseId],
    queryFn: () => unwrap(api.GET('/api/v1/courses/{course_id}', { params: { path: { course_id: courseId } } })),
  });
}
