import { useCallback, useEffect, useRef, useState } from 'react';
import type { CameraFailure, ImageFailure, Seen } from '@/vision';
import { codeFailure } from '../camera/codeFailure';
import type { ServedModel } from './useServedModel';

export interface PictureView {
  /** Where the page finds the image while it shows it: an address inside of this tab. */
  address: string | null;
  seen: Seen | null;
  busy: boolean;
  refused: ImageFailure | null;
  failure: CameraFailure | null;
}

const NONE: PictureView = { address: null, seen: null, busy: false, refused: null, failure: null };

/** An image that is read on this device; the newest one counts. */
export function useTryImage({ name: modelName, sha256: modelHash }: Pick<ServedModel, 'name' | 'sha256'>) {
  const [view, setView] = useState(NONE);
  const address = useRef<string | null>(null);
  const turn = useRef(0);

  const read = useCallback(
    async (file: Blob) => {
      turn.current += 1;
      const mine = turn.current;
      setView((before) => ({ ...before, busy: true, refused: null, failure: null }));
      const vision = await import('@/vision').catch(() => null);
      if (mine !== turn.current) return;
      if (!vision) return setView((before) => ({ ...before, busy: false, failure: codeFailure() }));
      try {
        const seen = await vision.analyzeImage(file, { modelName, modelHash });
        if (mine !== turn.current) return;
        if (address.current) URL.revokeObjectURL(address.current);
        address.current = URL.createObjectURL(file);
        setView({ ...NONE, address: address.current, seen });
      } catch (cause) {
        if (mine !== turn.current) return;
        const refused = cause instanceof vision.ImageProblem ? cause.failure : null;
        setView((before) => ({ ...before, busy: false, refused, failure: refused ? null : vision.failureOf(cause) }));
      }
    },
    [modelName, modelHash],
  );

  useEffect(
    () => () => {
      turn.current += 1;
      if (address.current) URL.revokeObjectURL(address.current);
    },
    [],
  );
  return { view, read };
}

/** The label of a single image: it is not smoothed, there is nothing before it. */
export function displayed(seen: Seen | null) {
  if (!seen) return null;
  const { reading } = seen;
  const best = Math.max(...reading.p);
  return { index: reading.p.indexOf(best), confidence: best, reason: reading.abstain };
}
