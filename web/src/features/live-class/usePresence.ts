import { useCallback, useEffect, useEffectEvent, useRef } from 'react';
import { api } from '@/platform/api/client';
import { useStreamState } from '@/platform/events/eventStream';
import { useLessonLocation } from '@/platform/lesson/signals';

const HEARTBEAT_MS = 20_000; // the server drops a student after 45 s of silence
const SPREAD_MS = 2_000; // a class whose server has restarted does not come back in one instant

/**
 * Tell the server where the student is: at every change of location and three times a minute, while the tab is visible. A
 * stream that has come back means a server that may have lost all presence, so it is reported again immediately.
 */
export function usePresence(active: boolean): void {
  const location = useLessonLocation();
  const lessonId = location?.lessonId ?? null;
  const blockId = location?.blockId ?? null;

  const beat = useCallback(() => {
    if (document.hidden) return;
    // A lost heartbeat needs no repair: the next one says the same.
    api.POST('/api/v1/presence', { body: { lesson_id: lessonId, block_id: blockId } }).catch(() => undefined);
  }, [lessonId, blockId]);

  useEffect(() => {
    if (!active) return undefined;
    beat();
    const timer = setInterval(beat, HEARTBEAT_MS);
    document.addEventListener('visibilitychange', beat);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', beat);
    };
  }, [active, beat]);

  useBeatAfterGap(active, beat);
}

function useBeatAfterGap(active: boolean, beat: () => void): void {
  const latest = useEffectEvent(beat);
  const { state } = useStreamState();
  const wasLost = useRef(false);
  useEffect(() => {
    if (state === 'reconnecting') wasLost.current = true;
    if (!active || state !== 'live' || !wasLost.current) return undefined;
    wasLost.current = false;
    const timer = setTimeout(() => latest(), Math.random() * SPREAD_MS);
    return () => clearTimeout(timer);
  }, [active, state]);
}
