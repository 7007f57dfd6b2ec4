import type { WrittenBlock } from '@/platform/lesson/preview';
import type { LessonBody } from '../types';

/** The blocks of a lesson that is written, and the questions of its quizzes, by their ids. */
export function outlineOf({ blocks }: LessonBody): readonly WrittenBlock[] {
  return blocks.map((block) => ({
    id: block.id,
    questionIds: block.kind === 'quiz' ? block.content.questions.map(({ id }) => id) : [],
  }));
}
