import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';
import { lessonKey, type Answer } from '../api';
import type { Lesson } from '../progress/progress';

export type SavedDraft = Schemas['DraftOut'];
export type DraftAnswer = Schemas['DraftAnswerOut'];
export type NumberReading = Schemas['NumberReadingOut'];
export type Attempt = Schemas['AttemptReview'];
export type ReviewedQuestion = Schemas['ReviewedQuestion'];
export type Solution = Schemas['SolutionOut'];

const attemptsKey = (blockId: string) => ['quizzes', blockId, 'attempts'] as const;

/** The student's own attempts at a quiz, the latest first. */
export function useAttempts(blockId: string, enabled: boolean) {
  return useQuery({
    queryKey: attemptsKey(blockId),
    queryFn: () => unwrap(api.GET('/api/v1/quizzes/{block_id}/attempts', { params: { path: { block_id: blockId } } })),
    enabled,
  });
}

/** Submit a quiz. The id makes a repeated delivery the same attempt. */
export function useSubmitAnswers(lessonId: string, blockId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { id: string; answers: Record<string, Answer>; quiz_version: string }) =>
      unwrap(api.POST('/api/v1/quizzes/{block_id}/attempts', { params: { path: { block_id: blockId } }, body })),
    onSuccess: () => {
      rememberDraft(client, lessonId, blockId, []);
      void client.invalidateQueries({ queryKey: lessonKey(lessonId) });
      void client.invalidateQueries({ queryKey: attemptsKey(blockId) });
      void client.invalidateQueries({ queryKey: ['courses'] });
    },
  });
}

/** Save answers as they stand. Sent twice, they are saved once; of two devices the later answer counts. */
export function saveDraft(
  blockId: string,
  answers: Schemas['DraftAnswerIn'][],
  keepalive: boolean,
): Promise<SavedDraft> {
  return unwrap(
    api.PUT('/api/v1/quizzes/{block_id}/draft', {
      params: { path: { block_id: blockId } },
      body: { answers },
      keepalive,
    }),
  );
}

/** Let the lesson in the cache know the draft, so that who comes back to it finds it. */
export function rememberDraft(client: QueryClient, lessonId: string, blockId: string, draft: DraftAnswer[]): void {
  client.setQueryData<Lesson>(
    lessonKey(lessonId),
    (lesson) =>
      lesson && {
        ...lesson,
        blocks: lesson.blocks.map((block) =>
          block.id === blockId && block.quiz ? { ...block, quiz: { ...block.quiz, draft } } : block,
        ),
      },
  );
}
