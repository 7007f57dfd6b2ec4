import { useSyncExternalStore } from 'react';

/** What a class looks at now: a block of a lesson. */
export interface Presented {
  lessonId: string;
  blockId: string;
}

let presented: Presented | null = null;
const listeners = new Set<() => void>();

/** Who follows a class says what is presented there; null: nothing, or it is not followed. */
export function setPresented(next: Presented | null): void {
  if (presented?.lessonId === next?.lessonId && presented?.blockId === next?.blockId) return;
  presented = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The block of a lesson that is presented to the student, if one is. */
export function usePresentedBlock(lessonId: string): string | null {
  return useSyncExternalStore(subscribe, () => (presented?.lessonId === lessonId ? presented.blockId : null));
}
