import { keepPreviousData, useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { CourseState, OwnCourse, OwnCourseDetail, OwnLesson, OwnModule } from '../types';
import { ask } from './client';

const listKey = ['own-courses'] as const;
export const ownCourseKey = (courseId: string) => [...listKey, courseId] as const;

export const COURSES_PER_PAGE = 50;

export interface CourseFilter {
  search: string;
  archived: boolean;
  page: number;
}

/** A page of the courses that one may write; the counts are of all of them, whatever is searched. */
export interface OwnCourses {
  courses: OwnCourse[];
  total: number;
  current_count: number;
  archived_count: number;
}

/** One page of the courses that a filter lets through; the previous page stays until the next is there. */
export function useOwnCourses({ search, archived, page }: CourseFilter) {
  const offset = (page - 1) * COURSES_PER_PAGE;
  return useQuery({
    queryKey: [...listKey, 'list', search, archived, page],
    queryFn: () =>
      ask<OwnCourses>('GET', '/courses', { params: { query: { search, archived, offset, limit: COURSES_PER_PAGE } } }),
    placeholderData: keepPreviousData,
  });
}

/** A course with its modules and lessons, also those that students do not see yet. */
export function useOwnCourse(courseId: string) {
  return useQuery({
    queryKey: ownCourseKey(courseId),
    queryFn: () => ask<OwnCourseDetail>('GET', `/courses/${courseId}`),
    enabled: courseId !== '',
  });
}

export interface CourseEntries {
  title: string;
  summary: string;
  language: string;
  /** The field that it belongs to; none where nobody has said. */
  subject: string | null;
}

export interface CourseChange extends Partial<CourseEntries> {
  starts_at?: string | null;
  ends_at?: string | null;
}

/** Everything that lists courses or lessons reads them again. */
export function refreshCourses(client: QueryClient): Promise<void> {
  void client.invalidateQueries({ queryKey: ['courses'] });
  return client.invalidateQueries({ queryKey: listKey });
}

function useCourseMutation<Given, Answer>(act: (given: Given) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: act, onSettled: () => refreshCourses(client) });
}

export const useCreateCourse = () =>
  useCourseMutation((body: CourseEntries) => ask<OwnCourse>('POST', '/courses', { body }));

export const useChangeCourse = (courseId: string) =>
  useCourseMutation((body: CourseChange) => ask<OwnCourse>('PATCH', `/courses/${courseId}`, { body }));

export const useCopyCourse = () => useCourseMutation((id: string) => ask<OwnCourse>('POST', `/courses/${id}/copy`));

export const useCourseState = () =>
  useCourseMutation(({ id, state }: { id: string; state: CourseState }) =>
    ask<OwnCourse>('PUT', `/courses/${id}/state`, { body: { state } }),
  );

export const useDeleteCourse = () => useCourseMutation((id: string) => ask<void>('DELETE', `/courses/${id}`));

export interface LessonChange {
  due_at?: string | null;
  due_after_days?: number | null;
}

/** What changes a course's structure. The server's word replaces what was shown in advance. */
export function structureOf(courseId: string) {
  return {
    addModule: (title: string) => ask<OwnModule>('POST', `/courses/${courseId}/modules`, { body: { title } }),
    renameModule: (id: string, title: string) => ask('PATCH', `/modules/${id}`, { body: { title } }),
    archiveModule: (id: string) => ask('DELETE', `/modules/${id}`),
    restoreModule: (id: string) => ask('PUT', `/modules/${id}/restore`),
    moveModule: (id: string, beforeId: string | null) =>
      ask('PUT', `/modules/${id}/position`, { body: { before_id: beforeId } }),
    addLesson: (moduleId: string, title: string) =>
      ask<OwnLesson>('POST', `/modules/${moduleId}/lessons`, { body: { title, minutes: 10 } }),
    changeLesson: (id: string, body: LessonChange) => ask('PATCH', `/lessons/${id}`, { body }),
    archiveLesson: (id: string) => ask('DELETE', `/lessons/${id}`),
    restoreLesson: (id: string) => ask('PUT', `/lessons/${id}/restore`),
    moveLesson: (id: string, moduleId: string, beforeId: string | null) =>
      ask('PUT', `/lessons/${id}/position`, { body: { module_id: moduleId, before_id: beforeId } }),
  };
}

export type Structure = ReturnType<typeof structureOf>;
