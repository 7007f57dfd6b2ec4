import { useQuery } from '@tanstack/react-query';
import type { BlockBody, LessonDraft } from '../types';
import { ask } from './client';

/** The blocks of another lesson, as it is being written. */
export function useLessonBlocks(lessonId: string | null) {
  return useQuery<BlockBody[]>({
    queryKey: ['lesson-blocks', lessonId],
    queryFn: async () => (await ask<LessonDraft>('GET', `/lessons/${lessonId}/draft`)).body.blocks,
    enabled: lessonId !== null,
  });
}
