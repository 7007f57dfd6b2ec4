// What a detector says about a face. Twin of attune/vision/geometry/faces.py.

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export type Point = readonly [number, number];

/** Pixels as a canvas gives them: RGBA, row by row. */
export interface Pixels {
  data: Uint8ClampedArray | Uint8Array;
  width: number;
  height: number;
}

/** Where a face was, and when, in milliseconds. */
export interface FacePosition {
  box: Box;
  t: number;
}

/** The box of a position that is no older than so many milliseconds. */
export function recent(position: FacePosition | null, t: number, milliseconds: number): Box | null {
  return position && t - position.t <= milliseconds ? position.box : null;
}

/** BlazeFace's six points in pixels of the frame; left and right are the person's own. */
export interface Keypoints {
  rightEye: Point;
  leftEye: Point;
  nose: Point;
  mouth: Point;
  rightEar: Point;
  leftEar: Point;
}

export interface Face {
  box: Box;
  score: number;
  keypoints: Keypoints;
}

/** Intersection over union of two boxes, in [0, 1]. */
export function overlap(a: Box, b: Box): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const shared = Math.max(width, 0) * Math.max(height, 0);
  const union = a.width * a.height + b.width * b.height - shared;
  return union > 0 ? shared / union : 0;
}

const SAME_FACE = 0.2;

/**
 * The student's face: the one where it was last, else the largest, which is the one before the screen; null when there is
 * none. So another person who steps in front of the camera is not taken for the student while the student is still there.
 */
export function nearestFace(faces: readonly Face[], last: Box | null = null): Face | null {
  const same = last && greatest(faces, ({ box }) => overlap(box, last));
  if (same && overlap(same.box, last) >= SAME_FACE) return same;
  return greatest(faces, ({ box }) => box.width * box.height);
}

/** The first of those of the greatest measure. */
function greatest(faces: readonly Face[], measure: (face: Face) => number): Face | null {
  return faces.reduce<Face | null>((best, face) => (best && measure(best) >= measure(face) ? best : face), null);
}
