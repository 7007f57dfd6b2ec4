import type { Schemas } from '@/platform/api/client';

export type Lesson = Schemas['LessonOut'];
export type LessonProgress = Schemas['LessonProgressOut'];

/** One thing that the student did and the server should know. */
export interface ProgressItem {
  lessonId: string;
  blockId: string;
  status: 'viewed' | 'completed';
  videoSeconds?: number;
  /** When it was done, as ISO 8601; missing in what earlier versions of the client have left on the device. */
  madeAt?: string;
  /** The lesson's title, to name it should it be refused. */
  title?: string;
}

/** What an item is about: how far a block is, or the place in its video. Each has its own time. */
export function progressKey({ lessonId, blockId, videoSeconds }: ProgressItem): string {
  return `${lessonId} ${blockId} ${videoSeconds === undefined ? 'status' : 'video'}`;
}

/** Two items about the same thing: never less than before, and the place and the time of the one made last. */
export function mergeProgress(a: ProgressItem, b: ProgressItem): ProgressItem {
  const last = (b.madeAt ?? '') >= (a.madeAt ?? '') ? b : a;
  return {
    ...last,
    title: last.title ?? a.title ?? b.title,
    status: a.status === 'completed' ? 'completed' : b.status,
  };
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

/** The lesson without what the server has refused: what was shown in advance is taken back. */
export function retractProgress(lesson: Lesson, items: readonly ProgressItem[]): Lesson {
  const refused = new Set(
    items
      .filter(({ lessonId, status }) => lessonId === lesson.id && status === 'completed')
      .map(({ blockId }) => blockId),
  );
  if (refused.size === 0) return lesson;
  return {
    ...lesson,
    blocks: lesson.blocks.map((block) => (refused.has(block.id) ? { ...block, completed: false } : block)),
    completion_rules: lesson.completion_rules.map((rule) =>
      rule.rule === 'complete_blocks' ? { ...rule, met: false } : rule,
    ),
  };
}

/** The lesson as it will stand once the server has taken an item; shown until it has answered. */
export function expectProgress(lesson: Lesson, item: ProgressItem): Lesson {
  if (lesson.id !== item.lessonId || item.status !== 'completed') return lesson;
  const blocks = lesson.blocks.map((block) =>
    block.id === item.blockId && block.kind !== 'quiz' ? { ...block, completed: true } : block,
  );
  const left = blocks.filter((block) => !block.completed && !block.quiz?.graded);
  return {
    ...lesson,
    blocks,
    completion_rules: lesson.completion_rules.map((rule) =>
      rule.rule === 'complete_blocks' ? { ...rule, met: left.length === 0 } : rule,
    ),
  };
}
