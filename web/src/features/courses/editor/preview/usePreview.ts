import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { renderPreview } from '../api/lessons';
import type { LessonBody } from '../types';

const PAUSE = 600;

/** The text as students would see it, rendered by the server a moment after the last change. */
export function usePreview(lessonId: string, body: LessonBody, enabled: boolean) {
  const [settled] = useDebouncedValue(body, PAUSE);
  return useQuery({
    queryKey: ['lesson-preview', lessonId, settled],
    queryFn: () => renderPreview(lessonId, settled),
    enabled,
    placeholderData: keepPreviousData,
    gcTime: 30_000,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
