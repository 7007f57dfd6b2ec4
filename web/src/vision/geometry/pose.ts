// Head pose from six points, in degrees, 0 facing the camera. Twin of attune/vision/geometry/pose.py, where the model is explained.

import type { Keypoints, Point } from './faces';

const NOSE_DEPTH = 1.6;
const EAR_DEPTH = 1.4;
const LEVEL_EARS = 0.24;
const EDGE_ON = 90;

export interface Pose {
  yaw: number;
  pitch: number;
  roll: number;
}

/** Estimate the pose from the six points of a face. */
export function headPose(points: Keypoints): Pose {
  const across = minus(points.leftEye, points.rightEye);
  const distance = Math.hypot(...across);
  if (distance === 0) return { yaw: EDGE_ON, pitch: 0, roll: 0 };
  const right: Point = [across[0] / distance, across[1] / distance];
  const down: Point = [-right[1], right[0]];
  const eyes = between(points.rightEye, points.leftEye);
  const ears = between(points.rightEar, points.leftEar);
  const halfWidth = dot(minus(points.leftEar, points.rightEar), right) / 2;
  const height = dot(minus(points.mouth, eyes), down);
  return {
    yaw: halfWidth > 0 ? degrees(Math.atan(dot(minus(points.nose, ears), right) / halfWidth / NOSE_DEPTH)) : EDGE_ON,
    pitch: height > 0 ? degrees(Math.atan((dot(minus(ears, eyes), down) / height - LEVEL_EARS) / EAR_DEPTH)) : EDGE_ON,
    roll: degrees(Math.atan2(right[1], right[0])),
  };
}

/** The largest of the three angles, without its sign. */
export function poseExtent({ yaw, pitch, roll }: Pose): number {
  return Math.max(Math.abs(yaw), Math.abs(pitch), Math.abs(roll));
}

const degrees = (radians: number) => (radians * 180) / Math.PI;
const minus = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1]];
const between = (a: Point, b: Point): Point => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
const dot = (a: Point, b: Point) => a[0] * b[0] + a[1] * b[1];
