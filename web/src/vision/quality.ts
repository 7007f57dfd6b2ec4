// How far a picture of a face can be trusted: the smallest of six shares. Twin of attune/vision/quality.py.

import type { Face } from './faces';
import { headPose, poseExtent } from './pose';
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
const FLAT: Ramp = { limit: 0.5, good: 0.42 };
const FLAT_MOUTH: Ramp = { limit: 0.375, good: 0.25 };
const GRID = 8;
const INNER = GRID - 2; // without the crop's border, where there is background
const MOUTH_ROWS = [4, 5];
const MOUTH_COLUMNS = [1, 2, 3, 4];
const FLAT_CELL = 0.1;

export interface Quality {
  value: number;
  reason: AbstainReason | null;
}

/** Judge the picture of a face. crop: size * size grey levels, as the model sees it. */
export function judge(face: Face, crop: Uint8Array, size: number): Quality {
  const flat = flatCells(crop, size);
  const shares: [AbstainReason, number][] = [
    ['too_small', share(SIDE, face.box.width)],
    ['blur', share(SHARPNESS, sharpness(crop, size))],
    ['too_dark', share(BRIGHTNESS, moments(crop).mean)],
    ['extreme_pose', share(TURN, poseExtent(headPose(face.keypoints)))],
    ['covered', Math.min(share(FLAT, flattestBand(flat)), share(FLAT_MOUTH, flatMouth(flat)))],
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

/** Which cells of a crop show nothing, row by row, 1 or 0: a hand, a mask or a scarf has less detail than a face. */
export function flatCells(crop: Uint8Array, size: number): Uint8Array {
  const cell = Math.floor(size / GRID);
  const least = FLAT_CELL * Math.max(Math.sqrt(moments(crop).variance), 1);
  return Uint8Array.from({ length: INNER * INNER }, (_, at) => {
    const [row, column] = [Math.floor(at / INNER) + 1, (at % INNER) + 1];
    return spreadOf(crop, size, row, column, cell) < least ? 1 : 0;
  });
}

/** The share of flat cells in the flattest band across or along the face: 1 where a plain thing is. */
export function flattestBand(flat: Uint8Array): number {
  const [rows, columns] = [new Uint8Array(INNER), new Uint8Array(INNER)];
  flat.forEach((each, at) => {
    rows[Math.floor(at / INNER)]! += each;
    columns[at % INNER]! += each;
  });
  const flattest = (lines: Uint8Array) => Math.max(...Array.from(lines.subarray(1), (count, at) => count + lines[at]!));
  return Math.max(flattest(rows), flattest(columns)) / (2 * INNER);
}

/** The share of flat cells where the mouth is: lips are never plain. */
export function flatMouth(flat: Uint8Array): number {
  const cells = MOUTH_ROWS.flatMap((row) => MOUTH_COLUMNS.map((column) => flat[row * INNER + column]!));
  return cells.reduce((sum, each) => sum + each, 0) / cells.length;
}

/** Standard deviation of the grey levels in one cell. */
function spreadOf(crop: Uint8Array, size: number, row: number, column: number, cell: number): number {
  const levels = new Uint8Array(cell * cell);
  for (let y = 0; y < cell; y++) {
    const start = (row * cell + y) * size + column * cell;
    levels.set(crop.subarray(start, start + cell), y * cell);
  }
  return Math.sqrt(moments(levels).variance);
}

function moments(values: Uint8Array | Float64Array): { mean: number; variance: number } {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, variance: squares / values.length };
}
