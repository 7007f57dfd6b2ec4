import { useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { Schemas } from '../api/client';

export type OpenLesson = Schemas['LessonOut'];

/** Where the cache has a lesson. */
export const lessonKey = (lessonId: string) => ['lessons', lessonId] as const;

/** The lesson as the page shows it, null before it is there. It never asks the server, so it answers without a connection. */
export function useOpenLesson(lessonId: string): OpenLesson | null {
  const client = useQueryClient();
  return useSyncExternalStore(
    (listener) => client.getQueryCache().subscribe(listener),
    () => client.getQueryData<OpenLesson>(lessonKey(lessonId)) ?? null,
  );
}
