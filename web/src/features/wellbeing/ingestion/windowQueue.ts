import { positionAt } from '@/platform/lesson/playback';
import type { LessonLocation } from '@/platform/lesson/signals';
import type { WindowSummary } from '@/vision';
import type { Window } from '../api';

const MOST_WAITING = 360; // an hour of ten-second windows; older ones are of no use
const LONGEST_WAIT_MS = 24 * 3_600_000;

export const WINDOWS_PER_REQUEST = 40; // 40 windows are about 12 KB, under the server's limit of 16

/** Say where in a lesson a window was seen; in a video, where that stood in its middle. */
export function locateWindow(summary: WindowSummary, location: LessonLocation | null): Window {
  const blockId = location?.blockId ?? null;
  const middle = Date.parse(summary.started_at) + summary.seconds * 500;
  return {
    ...summary,
    lesson_id: location?.lessonId ?? null,
    block_id: blockId,
    position: positionAt(blockId, middle),
  };
}

/** How windows wait: each once, the newest hour, nothing older than a day; what is refused for one reason is told once. */
export function windowBox(userId: string) {
  return {
    box: `attune.private.windows.${userId}`,
    key: ({ id }: Window) => id,
    limit: MOST_WAITING,
    expired: ({ started_at: startedAt }: Window, now: number) => now - Date.parse(startedAt) > LONGEST_WAIT_MS,
    refusalKey: (_: Window, code: string) => code,
    batchSize: WINDOWS_PER_REQUEST,
  };
}
