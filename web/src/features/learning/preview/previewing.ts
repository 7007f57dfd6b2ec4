import { createContext, type ReactNode } from 'react';
import type { Schemas } from '@/platform/api/client';

/** The lesson that its author looks at as a student would; null where students learn. */
export const PreviewContext = createContext<string | null>(null);

/** What of a quiz is written, in its order, and what stands where a question is not finished. */
interface WrittenQuiz {
  questionIds: (blockId: string) => readonly string[];
  unfinished: (blockId: string, questionId: string) => ReactNode;
}

export const WrittenQuizContext = createContext<WrittenQuiz>({ questionIds: () => [], unfinished: () => null });

/** The assignments of the lesson that is looked at, by the block's id; the server knows them only once they are published. */
export const PreviewAssignmentsContext = createContext<Readonly<Record<string, Schemas['PreviewAssignment']>>>({});
