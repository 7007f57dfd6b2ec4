// The reading: what one analysed frame says, and why it is not used when it is not. Twin of attune/vision/readings/readings.py.

import type { Box } from '../geometry/faces';

/** The first that applies, in this order, is given. */
export type AbstainReason =
  'no_face' | 'too_small' | 'blur' | 'too_dark' | 'extreme_pose' | 'covered' | 'low_confidence' | 'high_entropy';

export interface Reading {
  /** Milliseconds since the epoch. */
  t: number;
  face: boolean;
  /** The detector's box, in pixels of the camera's frame. */
  box: Box | null;
  /** Eight probabilities in the order of EXPRESSIONS, all zero without a face. */
  p: readonly number[];
  valence: number;
  arousal: number;
  /** In [0, 1]: see quality.ts. */
  quality: number;
  /** null when the reading is usable. */
  abstain: AbstainReason | null;
  /** Identity of the model, `name@version`. */
  model: string;
}

const NOTHING_SEEN: readonly number[] = Object.freeze(Array.from({ length: 8 }, () => 0));

/** The reading of a frame in which no face was found. */
export function noFace(t: number, model: string): Reading {
  return {
    t,
    model,
    face: false,
    box: null,
    p: NOTHING_SEEN,
    valence: 0,
    arousal: 0,
    quality: 0,
    abstain: 'no_face',
  };
}
