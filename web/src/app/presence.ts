import { useEffect } from 'react';
import { api } from './api/client';
import { useLessonPlace } from './lessonActivity';

const HEARTBEAT_MS = 20_000; // the server forgets a student after 45 s of silence

/** Tell the server where the student is: at every change of place and three times a minute, while the tab is visible. */
export function usePresence(active: boolean): void {
  const place = useLessonPlace();
  const lessonId = place?.lessonId ?? null;
  const blockId = place?.blockId ?? null;

  useEffect(() => {
    if (!active) return undefined;
    const beat = () => {
      if (document.hidden) return;
      // A lost heartbeat needs no repair: the next one says the same.
      api.POST('/api/v1/presence', { body: { lesson_id: lessonId, block_id: blockId } }).catch(() => undefined);
    };
    beat();
    const timer = setInterval(beat, HEARTBEAT_MS);
    document.addEventListener('visibilitychange', beat);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', beat);
    };
  }, [active, lessonId, blockId]);
}
