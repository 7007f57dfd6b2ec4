import { useMutation } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';
import type { Answer, Quiz, QuizResult } from '../api';

/** Have answers graded that are stored nowhere. */
export function useCheckWithoutRecord(lessonId: string, blockId: string) {
  return useMutation({
    mutationFn: (answers: Record<string, Answer>) =>
      unwrap(
        api.POST('/api/v1/authoring/lessons/{lesson_id}/preview/quizzes/{block_id}/answers', {
          params: { path: { lesson_id: lessonId, block_id: blockId } },
          body: { answers },
        }),
      ),
  });
}

/** The result as the first attempt of a student would have it. */
export function outcomeOf(result: Schemas['PreviewResult'], quiz: Quiz): Omit<QuizResult, 'id' | 'late'> {
  const waits = result.questions.some(({ state }) => state === 'needs_grading');
  return {
    ...result,
    state: waits ? 'needs_grading' : 'graded',
    marks_shown: true,
    automatic: false,
    result_at: null,
    attempts_left: quiz.attempts_allowed === null ? null : quiz.attempts_allowed - 1,
    submitted_at: new Date().toISOString(),
  };
}
