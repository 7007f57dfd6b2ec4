import { createContext, useContext, type ComponentType } from 'react';

/** Places of the lesson page that another feature fills, so that the lesson needs to know none of them. */
export interface LessonSlots {
  /** `gradedAttempt`: the block is a graded quiz that is being answered. */
  BlockActions: ComponentType<{ lessonId: string; blockId: string; gradedAttempt: boolean }>;
  BlockNotes: ComponentType<{ lessonId: string; blockId: string }>;
  LessonTools: ComponentType<{ lessonId: string }>;
  /** Shown once the lesson is completed. */
  AfterLesson: ComponentType<{ lessonId: string }>;
}

const Nothing = () => null;

export const LessonSlotsContext = createContext<LessonSlots>({
  BlockActions: Nothing,
  BlockNotes: Nothing,
  LessonTools: Nothing,
  AfterLesson: Nothing,
});

/** What the other features add to the lesson page. */
export function useLessonSlots(): LessonSlots {
  return useContext(LessonSlotsContext);
}
