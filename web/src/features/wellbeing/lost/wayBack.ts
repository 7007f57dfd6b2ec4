import { useSyncExternalStore } from 'react';

/** Where the student was when help led them to another page. */
export interface WayBack {
  lessonId: string;
  blockId: string;
  title: string;
}

const KEY = 'attune.way-back';
const listeners = new Set<() => void>();
let text = sessionStorage.getItem(KEY); // it outlives a reload, and ends with the tab

/** Remember the place to come back to; null once the student is back or no longer wants to be. */
export function setWayBack(place: WayBack | null): void {
  text = place && JSON.stringify(place);
  if (text === null) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, text);
  for (const listener of listeners) listener();
}

/** The place to come back to, if any. */
export function useWayBack(): WayBack | null {
  const current = useSyncExternalStore(subscribe, () => text);
  return current === null ? null : (JSON.parse(current) as WayBack);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
