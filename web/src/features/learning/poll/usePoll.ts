import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';
import { lessonKey } from '../api';
import type { Lesson } from '../progress/progress';

export type Poll = Schemas['PollOut'];

/** Answer a poll, or answer it differently. */
export function useAnswerPoll(lessonId: string, blockId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (choiceId: string) =>
      unwrap(
        api.PUT('/api/v1/polls/{poll_id}/answer', {
          params: { path: { poll_id: blockId } },
          body: { choice_id: choiceId },
        }),
      ),
    onSuccess: (poll) => {
      client.setQueryData<Lesson>(
        lessonKey(lessonId),
        (lesson) =>
          lesson && {
            ...lesson,
            blocks: lesson.blocks.map((block) => (block.id === blockId ? { ...block, poll, completed: true } : block)),
          },
      );
      void client.invalidateQueries({ queryKey: lessonKey(lessonId) });
      void client.invalidateQueries({ queryKey: ['courses'] });
    },
  });
}
