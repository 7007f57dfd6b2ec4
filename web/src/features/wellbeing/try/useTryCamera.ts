import { useCallback, useEffect, useRef, useState } from 'react';
import type { CameraState, Displayed, ExpressionCamera, Seen } from '@/vision';
import { codeFailure } from '../camera/codeFailure';
import { followSpeed, NO_SPEED, type Speed } from './speed';
import type { ServedModel } from './useServedModel';

export interface TryView {
  state: CameraState;
  shown: Displayed | null;
  seen: Seen | null;
  speed: Speed;
}

const OFF: TryView = { state: { kind: 'off' }, shown: null, seen: null, speed: NO_SPEED };

/** A camera whose readings are shown and go nowhere: its windows are discarded. */
export function useTryCamera({ name: modelName, sha256: modelHash }: Pick<ServedModel, 'name' | 'sha256'>) {
  const [view, setView] = useState(OFF);
  const camera = useRef<ExpressionCamera | null>(null);
  const video = useRef<HTMLVideoElement>(null);
  const turn = useRef(0);

  /** End what runs or is about to, and whatever it still awaits; returns the number of the next turn. */
  const end = useCallback(() => {
    turn.current += 1;
    camera.current?.stop();
    camera.current = null;
    return turn.current;
  }, []);

  const stop = useCallback(() => {
    end();
    setView(OFF);
  }, [end]);

  const start = useCallback(async () => {
    const mine = end();
    const follow = (change: (before: TryView) => TryView) => {
      if (mine === turn.current) setView(change);
    };
    setView({ ...OFF, state: { kind: 'starting', stage: 'permission' } });
    const vision = await import('@/vision').catch(() => null);
    if (mine !== turn.current) return;
    if (!vision) return setView({ ...OFF, state: { kind: 'failed', failure: codeFailure() } });
    const onSeen = (seen: Seen) =>
      follow((before) =>
        before.state.kind === 'failed'
          ? before
          : { ...before, seen, speed: followSpeed(before.speed, seen.milliseconds, seen.reading.t) },
      );
    const opened = new vision.ExpressionCamera(
      { modelName, modelHash, windowSeconds: 10 },
      vision.partsShowing(onSeen),
    );
    camera.current = opened;
    opened.on('state', (state) =>
      follow((before) => (state.kind === 'failed' ? { ...OFF, state } : { ...before, state })),
    );
    opened.on('reading', (_, shown) => follow((before) => ({ ...before, shown })));
    await opened.start(video.current ?? undefined);
  }, [modelName, modelHash, end]);

  useEffect(() => () => void end(), [end]);
  return { view, video, start, stop };
}
