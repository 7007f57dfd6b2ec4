// BlazeFace (short range): letterbox, anchors, decoding and suppression. Twin of attune/vision/detection/blazeface.py.

import { overlap } from '../geometry/faces';
import type { Box, Face, Pixels, Point } from '../geometry/faces';
import { sampling } from '../geometry/resampling';

export const SIDE = 128;
/** Of models/blazeface/model.onnx, which the build makes byte for byte the same everywhere. */
export const DETECTOR_SHA256 = '1811168b2ae410742b0c4c0e4da1de829c5935a21aed677204fa5fd03bc236be';

const MIN_SCORE = 0.5;
const MIN_OVERLAP = 0.3;
const GRIDS = [
  [16, 2],
  [8, 6],
] as const; // cells per side, anchors per cell
const VALUES = 16; // of one detection: centre, size and six points

/** Where the frame lies in the network's input. */
export interface Letterbox {
  across: number;
  down: number;
  left: number;
  top: number;
}

const ANCHORS: readonly Point[] = GRIDS.flatMap(([cells, perCell]) => {
  const at = (cell: number) => (cell + 0.5) * (SIDE / cells);
  return Array.from({ length: cells * cells * perCell }, (_, i): Point => {
    const cell = Math.floor(i / perCell);
    return [at(cell % cells), at(Math.floor(cell / cells))];
  });
});

/** Fit a frame into the network's input, its proportions kept, black around it: (1, 3, 128, 128) RGB in [-1, 1]. */
export function letterbox(frame: Pixels): { pixels: Float32Array; mapping: Letterbox } {
  const scale = SIDE / Math.max(frame.width, frame.height);
  const [width, height] = [frame.width, frame.height].map((side) => Math.max(Math.floor(side * scale + 0.5), 1)) as [
    number,
    number,
  ];
  const left = (SIDE - width) >> 1;
  const top = (SIDE - height) >> 1;
  const pixels = new Float32Array(3 * SIDE * SIDE).fill(-1);
  const narrow = narrowRows(frame, width);
  const { first, taps, weights } = sampling(0, frame.height, frame.height, height);
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < width * 3; i++) {
      let sum = 0;
      for (let k = 0; k < taps; k++) sum += weights[y * taps + k]! * narrow[(first[y]! + k) * width * 3 + i]!;
      const channel = i % 3;
      pixels[(channel * SIDE + top + y) * SIDE + left + (i - channel) / 3] = Math.floor(sum + 0.5) / 127.5 - 1;
    }
  }
  return { pixels, mapping: { across: width / frame.width, down: height / frame.height, left, top } };
}

/** Every row of the frame resampled to `width` pixels of red, green and blue. */
function narrowRows({ data, width: source, height }: Pixels, width: number): Float32Array {
  const { first, taps, weights } = sampling(0, source, source, width);
  const narrow = new Float32Array(height * width * 3);
  let to = 0;
  for (let row = 0; row < height; row++) {
    for (let x = 0; x < width; x++) {
      let red = 0;
      let green = 0;
      let blue = 0;
      let at = (row * source + first[x]!) * 4;
      for (let k = x * taps; k < (x + 1) * taps; k++, at += 4) {
        const weight = weights[k]!;
        red += weight * data[at]!;
        green += weight * data[at + 1]!;
        blue += weight * data[at + 2]!;
      }
      narrow[to++] = red;
      narrow[to++] = green;
      narrow[to++] = blue;
    }
  }
  return narrow;
}

/** Eight points of a detection, in pixels of the frame: top left, bottom right, six keypoints. */
interface Detection {
  score: number;
  points: Point[];
}

/** Turn the network's outputs into faces in pixels of the frame, best first, each face once. */
export function decode(regressors: Float32Array, logits: Float32Array, mapping: Letterbox): Face[] {
  const found: Detection[] = [];
  logits.forEach((logit, i) => {
    const score = 1 / (1 + Math.exp(-logit));
    if (score >= MIN_SCORE) found.push({ score, points: detectionPoints(regressors, i, mapping) });
  });
  return suppress(found.toSorted((a, b) => b.score - a.score));
}

function detectionPoints(regressors: Float32Array, index: number, mapping: Letterbox): Point[] {
  const raw = regressors.subarray(index * VALUES, (index + 1) * VALUES);
  const anchor = ANCHORS[index]!;
  const toFrame = (x: number, y: number): Point => [
    (x + anchor[0] - mapping.left) / mapping.across,
    (y + anchor[1] - mapping.top) / mapping.down,
  ];
  const [x, y, width, height] = raw as unknown as [number, number, number, number];
  const points = [toFrame(x - width / 2, y - height / 2), toFrame(x + width / 2, y + height / 2)];
  for (let k = 4; k < VALUES; k += 2) points.push(toFrame(raw[k]!, raw[k + 1]!));
  return points;
}

/** Weighted suppression: detections that overlap the best one are averaged with it, weighted by their scores. */
function suppress(found: readonly Detection[]): Face[] {
  const faces: Face[] = [];
  let left = found;
  while (left.length > 0) {
    const best = boxOf(left[0]!.points);
    const group = left.filter(({ points }, i) => i === 0 || overlap(boxOf(points), best) > MIN_OVERLAP);
    faces.push(average(group));
    left = left.filter((detection) => !group.includes(detection));
  }
  return faces;
}

function average(group: readonly Detection[]): Face {
  const total = group.reduce((sum, { score }) => sum + score, 0);
  const mean = group[0]!.points.map(
    (_, k): Point =>
      [0, 1].map((axis) => group.reduce((sum, { score, points }) => sum + score * points[k]![axis]!, 0) / total) as [
        number,
        number,
      ],
  );
  const [, , rightEye, leftEye, nose, mouth, rightEar, leftEar] = mean as [
    Point,
    Point,
    Point,
    Point,
    Point,
    Point,
    Point,
    Point,
  ];
  return { box: boxOf(mean), score: group[0]!.score, keypoints: { rightEye, leftEye, nose, mouth, rightEar, leftEar } };
}

function boxOf(points: readonly Point[]): Box {
  const [[x, y], [right, bottom]] = points as [Point, Point];
  return { x, y, width: right - x, height: bottom - y };
}
