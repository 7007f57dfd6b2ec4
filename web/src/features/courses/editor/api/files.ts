import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { CourseFile } from '../types';
import { ask } from './client';

const filesKey = (courseId: string) => ['course-files', courseId] as const;

/** The files of a course, with the lessons that use them. */
export function useFiles(courseId: string, enabled = true) {
  return useQuery({
    queryKey: filesKey(courseId),
    queryFn: async () => (await ask<{ files: CourseFile[] }>('GET', `/courses/${courseId}/files`)).files,
    enabled,
  });
}

/** Read the files of a course again, such as after one was added. */
export function refreshFiles(client: QueryClient, courseId: string): Promise<void> {
  return client.invalidateQueries({ queryKey: filesKey(courseId) });
}

export function useDeleteFile(courseId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => ask<void>('DELETE', `/files/${id}`),
    onSettled: () => refreshFiles(client, courseId),
  });
}
