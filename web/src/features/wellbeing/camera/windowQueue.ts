import type { LessonPlace } from '@/app/lessonActivity';
import type { WindowSummary } from '@/vision';
import type { Window } from '../api';

const MOST_WAITING = 360; // an hour of ten-second windows; older ones help nobody any more
const LONGEST_WAIT_MS = 24 * 3_600_000;

export const WINDOWS_PER_REQUEST = 40; // 40 windows are about 12 KB, under the server's limit of 16

/** Say where in a lesson a window was seen. */
export function placeWindow(summary: WindowSummary, place: LessonPlace | null): Window {
  return { ...summary, lesson_id: place?.lessonId ?? null, block_id: place?.blockId ?? null };
}

/** Join a window with those that wait: each once, the newest hour, nothing older than a day. */
export function addWindow(waiting: readonly Window[], window: Window): Window[] {
  const oldest = Date.parse(window.started_at) - LONGEST_WAIT_MS;
  const kept = waiting.filter(({ id, started_at: startedAt }) => id !== window.id && Date.parse(startedAt) >= oldest);
  return [...kept, window].slice(-MOST_WAITING);
}
