import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';
import { lessonKey } from '@/platform/lesson/openLesson';
import { applyProgress, type Lesson, type LessonProgress, type ProgressItem } from './progress/progress';

export type Block = Schemas['BlockOut'];
export type Quiz = Schemas['QuizOut'];
export type { AskedQuestion, Question } from './quiz/fields/kinds';
export type Answer = Schemas['AttemptIn']['answers'][string];
export type QuizResult = Schemas['AttemptOut'];

export { lessonKey };

export const fetchLesson = (lessonId: string) =>
  unwrap(api.GET('/api/v1/lessons/{lesson_id}', { params: { path: { lesson_id: lessonId } } }));

/** A lesson with its blocks and how the student stands in it. */
export function useLesson(lessonId: string) {
  return useQuery({
    queryKey: lessonKey(lessonId),
    queryFn: () => fetchLesson(lessonId),
    // Events of the lesson itself keep it fresh; a refetch while a user reads would only make the page jump.
    refetchOnWindowFocus: false,
  });
}

/** Let the server's word about a lesson replace ours, and the lists that count it. */
export function acceptProgress(client: QueryClient, progress: LessonProgress): void {
  const key = lessonKey(progress.lesson_id);
  const before = client.getQueryData<Lesson>(key);
  client.setQueryData<Lesson>(key, (lesson) => lesson && applyProgress(lesson, progress));
  if (before?.completed !== progress.completed) void client.invalidateQueries({ queryKey: ['courses'] });
}

/** Record that a block was viewed or completed. Delivering it twice changes nothing. */
export function sendProgress(
  { lessonId, blockId, status, videoSeconds, madeAt }: ProgressItem,
  keepalive: boolean,
): Promise<LessonProgress> {
  return unwrap(
    api.PUT('/api/v1/lessons/{lesson_id}/progress', {
      params: { path: { lesson_id: lessonId } },
      body: {
        block_id: blockId,
        status,
        ...(videoSeconds === undefined ? {} : { video_seconds: videoSeconds }),
        ...times(madeAt),
      },
      keepalive,
    }),
  );
}

/** When something was done, beside this device's clock as it is now: from both the server knows how long ago that was. */
function times(madeAt: string | undefined) {
  return madeAt === undefined ? {} : { made_at: madeAt, sent_at: new Date().toISOString() };
}

/** Mark a lesson as complete, or take that back. */
export function useCompletion(lessonId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (completed: boolean) =>
      unwrap(
        api.PUT('/api/v1/lessons/{lesson_id}/completion', {
          params: { path: { lesson_id: lessonId } },
          body: { completed },
        }),
      ),
    onSuccess: (progress) => acceptProgress(client, progress),
  });
}
