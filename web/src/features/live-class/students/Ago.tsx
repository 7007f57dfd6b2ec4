import { useSyncExternalStore } from 'react';
import { useDates } from '@/platform/i18n/dates';
import { serverTime } from '../freshness/serverClock';

const STEP_MS = 5_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One timer for every "a minute ago" on the page. */
function everyStep(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach((each) => each()), STEP_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

interface AgoProps {
  iso: string;
  /** The sentence around it. */
  children: (ago: string) => string;
}

/** "8 seconds ago" in a sentence. It is drawn again only when its words change, and nothing around it is. */
export function Ago({ iso, children }: AgoProps) {
  const { relative } = useDates();
  const ago = useSyncExternalStore(everyStep, () => relative(iso, Math.max(serverTime(), Date.parse(iso))));
  return children(ago);
}
