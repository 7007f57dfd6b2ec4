import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';
import { fetchLesson, lessonKey, type Answer, type QuizResult } from '../api';
import type { Lesson } from '../progress/progress';

export type SavedDraft = Schemas['DraftOut'];
export type DraftAnswer = Schemas['DraftAnswerOut'];
export type NumberReading = Schemas['NumberReadingOut'];
export type Attempt = Schemas['AttemptReview'];
export type ReviewedQuestion = Schemas['ReviewedQuestion'];
export type Solution = Schemas['SolutionOut'];

/** As long as a result waits for what is shown beside it. */
const BESIDE_MS = 3000;

const attemptsKey = (blockId: string) => ['quizzes', blockId, 'attempts'] as const;

const fetchAttempts = (blockId: string) =>
  unwrap(api.GET('/api/v1/quizzes/{block_id}/attempts', { params: { path: { block_id: blockId } } }));

/** The student's own attempts at a quiz, the latest first. */
export function useAttempts(blockId: string, enabled: boolean) {
  return useQuery({ queryKey: attemptsKey(blockId), queryFn: () => fetchAttempts(blockId), enabled });
}

/** A result, and what the page shows beside it: nothing of it comes later and moves what is being pressed. */
export interface Outcome {
  result: QuizResult;
  lesson: Lesson | null;
  attempts: Schemas['AttemptList'] | null;
}

/**
 * Submit a quiz. The id makes a repeated delivery the same attempt.
 *
 * beside: fetches the code that shows a result.
 */
export function useSubmitAnswers(lessonId: string, blockId: string, beside: () => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: {
      id: string;
      answers: Record<string, Answer>;
      quiz_version: string;
    }): Promise<Outcome> => {
      const result = await unwrap(
        api.POST('/api/v1/quizzes/{block_id}/attempts', { params: { path: { block_id: blockId } }, body }),
      );
      const [lesson, attempts] = await Promise.all([
        orNothing(fetchLesson(lessonId)),
        orNothing(fetchAttempts(blockId)),
        orNothing(beside()),
      ]);
      return { result, lesson, attempts };
    },
    onSuccess: () => {
      rememberDraft(client, lessonId, blockId, []);
      // What came with the result takes their place in the very moment in which the result is shown.
      void client.invalidateQueries({ queryKey: lessonKey(lessonId), refetchType: 'none' });
      void client.invalidateQueries({ queryKey: attemptsKey(blockId), refetchType: 'none' });
      void client.invalidateQueries({ queryKey: ['courses'] });
    },
  });
}

/** Let what came with a result replace what was there, and ask again for what did not come. */
export function acceptOutcome(client: QueryClient, lessonId: string, blockId: string, outcome: Outcome): void {
  const { lesson, attempts } = outcome;
  if (lesson) client.setQueryData<Lesson>(lessonKey(lessonId), lesson);
  else void client.invalidateQueries({ queryKey: lessonKey(lessonId) });
  if (attempts) client.setQueryData(attemptsKey(blockId), attempts);
  else void client.invalidateQueries({ queryKey: attemptsKey(blockId) });
}

/** A result is shown without what could not be fetched beside it, and without waiting for it for long. */
function orNothing<Part>(part: Promise<Part>): Promise<Part | null> {
  return Promise.race([
    part.catch(() => null),
    new Promise<null>((resolve) => setTimeout(() => resolve(null), BESIDE_MS)),
  ]);
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
