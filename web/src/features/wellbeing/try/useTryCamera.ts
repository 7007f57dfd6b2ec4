import { useCallback, useEffect, useRef, useState } from 'react';
import type { CameraState, Displayed, ExpressionCamera, Seen } from '@/vision';
import { followSpeed, NO_SPEED, type Speed } from './speed';

export interface TryView {
  state: CameraState;
  shown: Displayed | null;
  seen: Seen | null;
  speed: Speed;
}

const OFF: TryView = { state: { kind: 'off' }, shown: null, seen: null, speed: NO_SPEED };

/** A camera whose readings are shown and go nowhere: nobody listens to its windows. */
export function useTryCamera(modelName: string) {
  const [view, setView] = useState(OFF);
  const camera = useRef<ExpressionCamera | null>(null);
  const video = useRef<HTMLVideoElement>(null);

  const stop = useCallback(() => {
    camera.current?.stop();
    camera.current = null;
    setView(OFF);
  }, []);

  const start = useCallback(async () => {
    setView({ ...OFF, state: { kind: 'starting', stage: 'permission' } });
    const vision = await import('@/vision').catch(() => null);
    if (!vision) return setView({ ...OFF, state: { kind: 'failed', failure: 'worker_failed' } });
    const onSeen = (seen: Seen) => setView((before) => ({ ...before, seen, speed: followSpeed(before.speed, seen.milliseconds, seen.reading.t) }));
    const opened = new vision.ExpressionCamera({ modelName, windowSeconds: 10 }, vision.partsShowing(onSeen));
    camera.current = opened;
    opened.on('state', (state) => setView((before) => (state.kind === 'failed' ? { ...OFF, state } : { ...before, state })));
    opened.on('reading', (_, shown) => setView((before) => ({ ...before, shown })));
    await opened.start(video.current ?? undefined);
  }, [modelName]);

  useEffect(() => () => camera.current?.stop(), []);
  return { view, video, start, stop };
}
