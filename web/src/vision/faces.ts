// What a detector says about a face. Twin of attune/vision/faces.py.

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

/** The largest face, which is the one before the screen; null when there is none. */
export function nearestFace(faces: readonly Face[]): Face | null {
  const area = ({ box }: Face) => box.width * box.height;
  return faces.reduce<Face | null>((best, face) => (best && area(best) >= area(face) ? best : face), null);
}
