import type { Schemas } from '@/app/api/client';

export type Lesson = Schemas['LessonOut'];
export type LessonProgress = Schemas['LessonProgressOut'];

/** One thing that the student did and the server should know. */
export interface ProgressItem {
  lessonId: string;
  blockId: string;
  status: 'viewed' | 'completed';
  videoSeconds?: number;
}

const sameBlock = (a: ProgressItem, b: ProgressItem) => a.lessonId === b.lessonId && a.blockId === b.blockId;

/** Join an item with those that wait: one per block, never less than before, the newest place in a video. */
export function addProgress(waiting: readonly ProgressItem[], item: ProgressItem): ProgressItem[] {
  const before = waiting.find((other) => sameBlock(other, item));
  if (!before) return [...waiting, item];
  const joined: ProgressItem = {
    ...before,
    ...item,
    status: before.status === 'completed' ? 'completed' : item.status,
    videoSeconds: item.videoSeconds ?? before.videoSeconds,
  };
  return [...waiting.filter((other) => other !== before), joined];
}

/** The lesson as the server says it stands now. */
export function applyProgress(lesson: Lesson, progress: LessonProgress): Lesson {
  if (lesson.id !== progress.lesson_id) return lesson;
  const done = new Set(progress.completed_block_ids);
  return {
    ...lesson,
    completed: progress.completed,
    completed_at: progress.completed ? lesson.completed_at : null,
    resume: progress.resume,
    completion_rules: progress.completion_rules,
    blocks: lesson.blocks.map((block) => ({ ...block, completed: done.has(block.id) })),
  };
}

/** The lesson as it will stand once the server has taken an item; shown until it has answered. */
export function expectProgress(lesson: Lesson, item: ProgressItem): Lesson {
  if (lesson.id !== item.lessonId || item.status !== 'completed') return lesson;
  return {
    ...lesson,
    blocks: lesson.blocks.map((block) => (block.id === item.blockId ? { ...block, completed: true } : block)),
  };
}
