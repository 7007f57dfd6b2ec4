import { useSyncExternalStore } from 'react';

const KEY = 'attune.class.away'; // for this tab: another one may follow the class meanwhile

const listeners = new Set<() => void>();

function read(): string | null {
  return sessionStorage.getItem(KEY);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Step away from a class, to one's own pace; null: come back. */
export function stepAway(sessionId: string | null): void {
  if (sessionId === null) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, sessionId);
  for (const listener of listeners) listener();
}

/** The class that the student has stepped away from in this tab; it outlives a reload. */
export function useAway(): string | null {
  return useSyncExternalStore(subscribe, read);
}
