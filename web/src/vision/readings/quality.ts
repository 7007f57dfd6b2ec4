// How far an image of a face can be trusted: the smallest of six shares. Twin of attune/vision/readings/quality.py.

import type { Face } from '../geometry/faces';
import { headPose, poseExtent } from '../geometry/pose';
import type { AbstainReason } from './readings';

const SHARPNESS_SIDE = 48;

/** A measure's worth: 0 at `limit`, where a reading abstains, 1 at `good`, linear in between. */
interface Ramp {
  limit: number;
  good: number;
}

const SIDE: Ramp = { limit: 24, good: 60 };
const SHARPNESS: Ramp = { limit: 0.015, good: 0.1 };
const BRIGHTNESS: Ramp = { limit: 30, good: 70 };
const TURN: Ramp = { limit: 40, good: 20 };
const SCORE: Ramp = { limit: 0.4, good: 0.7 };
const OCCLUSION: Ramp = { limit: 0.5, good: 0.4 };

export interface Quality {
  value: number;
  reason: AbstainReason | null;
}

/** Assess the image of a face. crop: size * size grey levels, as the model sees it. occlusion: the probability that something covers it. */
export function assessQuality(face: Face, crop: Uint8Array, size: number, occlusion: number): Quality {
  const shares: [AbstainReason, number][] = [
    ['too_small', share(SIDE, face.box.width)],
    ['blur', share(SHARPNESS, sharpness(crop, size))],
    ['too_dark', share(BRIGHTNESS, moments(crop).mean)],
    ['extreme_pose', share(TURN, poseExtent(headPose(face.keypoints)))],
    ['covered', share(OCCLUSION, occlusion)],
  ];
  const reason = shares.find(([, value]) => value === 0)?.[0] ?? null;
  return { value: Math.min(...shares.map(([, value]) => value), share(SCORE, face.score)), reason };
}

function share({ limit, good }: Ramp, value: number): number {
  return Math.min(Math.max((value - limit) / (good - limit), 0), 1);
}

/** Variance of the Laplacian over the variance of the grey levels, for a crop of 48 px; 0 when the crop is flat. */
export function sharpness(crop: Uint8Array, size: number): number {
  const { variance } = moments(crop);
  if (variance < 1) return 0;
  const laplacian = new Float64Array(size * size);
  const inside = (at: number) => Math.min(Math.max(at, 0), size - 1);
  for (let y = 0; y < size; y++) {
    const [above, here, below] = [inside(y - 1) * size, y * size, inside(y + 1) * size];
    for (let x = 0; x < size; x++) {
      const sides = crop[here + inside(x - 1)]! + crop[here + inside(x + 1)]!;
      laplacian[here + x] = crop[above + x]! + crop[below + x]! + sides - 4 * crop[here + x]!;
    }
  }
  return (moments(laplacian).variance / variance) * (size / SHARPNESS_SIDE) ** 3;
}

function moments(values: Uint8Array | Float64Array): { mean: number; variance: number } {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, variance: squares / values.length };
}
