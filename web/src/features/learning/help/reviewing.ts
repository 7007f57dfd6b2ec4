import { createContext, useContext, useEffect, useState } from 'react';
import type { Block } from '../api';

interface Reviewing {
  /** The quizzes of which the student sees a result, and no attempt is under way. */
  blockIds: ReadonlySet<string>;
  set: (blockId: string, reviewing: boolean) => void;
}

export const ReviewingContext = createContext<Reviewing>({ blockIds: new Set(), set: () => undefined });

/** Which quizzes of a lesson show a result; the lesson page has it, and its quizzes say. */
export function useReviewing(): Reviewing {
  const [blockIds, setBlockIds] = useState<ReadonlySet<string>>(new Set());
  const [set] = useState(() => (blockId: string, reviewing: boolean) => {
    setBlockIds((before) => {
      if (before.has(blockId) === reviewing) return before;
      return new Set(reviewing ? [...before, blockId] : [...before].filter((id) => id !== blockId));
    });
  });
  return { blockIds, set };
}

/** Say whether a quiz shows a result. */
export function useReviewed(blockId: string, reviewing: boolean): void {
  const { set } = useContext(ReviewingContext);
  useEffect(() => {
    set(blockId, reviewing);
    return () => set(blockId, false);
  }, [set, blockId, reviewing]);
}

/** Whether a block is a graded quiz that is being answered: what counts is done without help. */
export function isGradedAttempt(block: Block | undefined, reviewed: ReadonlySet<string>): boolean {
  const quiz = block?.quiz;
  if (!block || !quiz?.graded || reviewed.has(block.id)) return false;
  return quiz.attempts_allowed === null || quiz.attempts_used < quiz.attempts_allowed;
}
