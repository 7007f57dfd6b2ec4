import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lessonKey } from '../../api';
import { api, unwrap } from '@/platform/api/client';
import type { Lesson } from '../../progress/progress';

/** Start an attempt: the server's clock begins to run, and the questions arrive. Starting twice is one start. */
export function useStart(lessonId: string, blockId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/quizzes/{block_id}/start', { params: { path: { block_id: blockId } } })),
    onSuccess: ({ id, started_at, ends_at, ...started }) =>
      client.setQueryData<Lesson>(
        lessonKey(lessonId),
        (lesson) =>
          lesson && {
            ...lesson,
            blocks: lesson.blocks.map((block) =>
              block.id === blockId && block.quiz
                ? { ...block, quiz: { ...block.quiz, ...started, open_attempt: { id, started_at, ends_at } } }
                : block,
            ),
          },
      ),
  });
}
