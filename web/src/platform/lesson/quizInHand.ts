import { useSyncExternalStore } from 'react';

/** How far the student is in a quiz of the open page. Nothing of it is stored. */
export interface QuizInHand {
  /** The item that the student last touched, or the first wrong one of the latest hand-in; its number counts from 1. */
  item: { questionId: string; number: number } | null;
  /** Something is answered and not handed in. */
  unsent: boolean;
  /** What was handed in and not right, by item, in the student's words, oldest first. */
  wrong: Readonly<Record<string, readonly string[]>>;
}

const UNTOUCHED: QuizInHand = { item: null, unsent: false, wrong: {} };

const quizzes = new Map<string, QuizInHand>();
const listeners = new Set<() => void>();

function change(blockId: string, next: Partial<QuizInHand>): void {
  quizzes.set(blockId, { ...quizInHand(blockId), ...next });
  for (const listener of listeners) listener();
}

/** The quiz says which item the student has in hand. */
export function touchItem(blockId: string, questionId: string, number: number): void {
  if (quizInHand(blockId).item?.questionId !== questionId) change(blockId, { item: { questionId, number } });
}

/** The quiz says that an answer waits to be handed in. */
export function markUnsent(blockId: string): void {
  if (!quizInHand(blockId).unsent) change(blockId, { unsent: true });
}

/** The quiz was handed in; `wrong` are the items that were not right, in their order, with what was answered. */
export function markHandedIn(
  blockId: string,
  wrong: readonly { questionId: string; number: number; given: string }[],
): void {
  const before = quizInHand(blockId);
  const [first] = wrong;
  change(blockId, {
    unsent: false,
    item: first ? { questionId: first.questionId, number: first.number } : before.item,
    wrong: wrong.reduce(
      (all, { questionId, given }) => (given ? { ...all, [questionId]: [...(all[questionId] ?? []), given] } : all),
      before.wrong,
    ),
  });
}

/** How far the student is in a quiz; as good as untouched for any other block. */
export function quizInHand(blockId: string): QuizInHand {
  return quizzes.get(blockId) ?? UNTOUCHED;
}

/** The same, renewed when it changes. */
export function useQuizInHand(blockId: string): QuizInHand {
  return useSyncExternalStore(subscribe, () => quizInHand(blockId));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
