import { createContext, useContext, type ComponentType, type ReactNode } from 'react';
import type { Schemas } from '../api/client';

export interface WrittenBlock {
  id: string;
  questionIds: readonly string[];
}

export interface LessonPreviewProps {
  lessonId: string;
  language: string | undefined;
  blocks: readonly Schemas['BlockOut'][];
  /** What is written, in its order, where some of it may not be finished enough to be among `blocks`. */
  outline?: readonly WrittenBlock[];
  /** What stands where something is not finished: instead of a block or question, or below a block that is shown. */
  unfinished?: (blockId: string, questionId: string | null) => ReactNode;
  /** What the assignments among them ask for, by the block's id: no student can open one that is not published. */
  assignments: Readonly<Record<string, Schemas['PreviewAssignment']>>;
}

/** The lesson's own components, for pages on which lessons are written. */
export interface LessonPreviews {
  /** A lesson as students see it, without their progress. Quizzes can be answered; the answers are thrown away. */
  LessonPreview: ComponentType<LessonPreviewProps>;
}

/** The feature that shows lessons fills this, so that the one that writes them needs not know it. */
export const LessonPreviewContext = createContext<LessonPreviews>({ LessonPreview: () => null });

export function useLessonPreview(): LessonPreviews {
  return useContext(LessonPreviewContext);
}
