// Following a face between detections, so that the detector need not run on every frame. Twin of attune/vision/geometry/tracking.py,
// which says how.

import { cropFace } from '../geometry/crop';
import type { CropContract } from '../geometry/crop';
import type { Face, Pixels, Point } from '../geometry/faces';

const CELLS = 24; // along each side of the grid over the box
const REACH = 6; // cells that a face may have moved between two frames: a quarter of its width
const OFFSETS = 2 * REACH + 1;
const GRID: CropContract = { detector: 'track', scale: 1, shiftY: 0 };
const SEARCHED: CropContract = { detector: 'track', scale: (CELLS + 2 * REACH) / CELLS, shiftY: 0 };
const DETECT_EVERY_MS = 400;
const LIKENESS = 0.9;
const FLAT = 4; // standard deviation of the grid's grey levels below which there is nothing to follow

/** A face that is followed: where it was last, and its grey cells as it was detected. */
export interface Track {
  face: Face;
  grid: Uint8Array;
  detectedAt: number;
  width: number;
  height: number;
}

/** Remember how a face looks that was detected in a frame at t, in milliseconds since the epoch. */
export function beginTrack(frame: Pixels, face: Face, t: number): Track {
  return {
    face,
    grid: cropFace(frame, face.box, GRID, CELLS),
    detectedAt: t,
    width: frame.width,
    height: frame.height,
  };
}

/** Find the face in a later frame; null when that is too late or the face does not look as it did. */
export function follow(track: Track, frame: Pixels, t: number): Track | null {
  const age = t - track.detectedAt;
  if (frame.width !== track.width || frame.height !== track.height || age < 0 || age >= DETECT_EVERY_MS) return null;
  const centred = centre(track.grid);
  if (Math.sqrt(centred.energy / (CELLS * CELLS)) < FLAT) return null;
  const likeness = correlate(cropFace(frame, track.face.box, SEARCHED, CELLS + 2 * REACH), centred);
  const best = likeness.reduce((top, value, index) => (value > likeness[top]! ? index : top), 0);
  const [row, column] = [Math.floor(best / OFFSETS), best % OFFSETS];
  const inside = row > 0 && row < OFFSETS - 1 && column > 0 && column < OFFSETS - 1;
  if (!inside || likeness[best]! < LIKENESS) return null;
  const cell = track.face.box.width / CELLS;
  const x = column - REACH + vertex(likeness[best - 1]!, likeness[best]!, likeness[best + 1]!);
  const y = row - REACH + vertex(likeness[best - OFFSETS]!, likeness[best]!, likeness[best + OFFSETS]!);
  return { ...track, face: shifted(track.face, x * cell, y * cell) };
}

/** Grey cells less their mean, and the sum of their squares. */
interface Centred {
  values: Float32Array;
  energy: number;
}

function centre(grid: Uint8Array): Centred {
  const mean = grid.reduce((sum, level) => sum + level, 0) / grid.length;
  const values = Float32Array.from(grid, (level) => level - mean);
  return { values, energy: values.reduce((sum, value) => sum + value * value, 0) };
}

/** Normalised cross-correlation of the grid with every index of the searched cells, row by row; 0 where all is flat. */
function correlate(searched: Uint8Array, { values, energy }: Centred): Float64Array {
  const side = CELLS + 2 * REACH;
  const likeness = new Float64Array(OFFSETS * OFFSETS);
  for (let index = 0; index < likeness.length; index++) {
    const from = Math.floor(index / OFFSETS) * side + (index % OFFSETS);
    let [product, sum, squares] = [0, 0, 0];
    for (let row = 0; row < CELLS; row++) {
      for (let column = 0, at = from + row * side; column < CELLS; column++, at++) {
        const level = searched[at]!;
        product += values[row * CELLS + column]! * level;
        sum += level;
        squares += level * level;
      }
    }
    const spread = squares - (sum * sum) / (CELLS * CELLS);
    likeness[index] = spread > 0 ? product / Math.sqrt(spread * energy) : 0;
  }
  return likeness;
}

/** Where a parabola through three values at -1, 0 and 1 is greatest, the middle one being the greatest of them. */
function vertex(before: number, best: number, after: number): number {
  const bend = before - 2 * best + after;
  return bend < 0 ? (0.5 * (before - after)) / bend : 0;
}

function shifted({ box, score, keypoints: k }: Face, x: number, y: number): Face {
  const moved = ([px, py]: Point): Point => [px + x, py + y];
  return {
    box: { ...box, x: box.x + x, y: box.y + y },
    score,
    keypoints: {
      rightEye: moved(k.rightEye),
      leftEye: moved(k.leftEye),
      nose: moved(k.nose),
      mouth: moved(k.mouth),
      rightEar: moved(k.rightEar),
      leftEar: moved(k.leftEar),
    },
  };
}
