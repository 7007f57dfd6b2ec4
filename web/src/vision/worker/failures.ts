// Everything that can go wrong with the camera, as the closed set that the page shows.

import { ModelProblem } from '../models/modelFiles';

export type CameraFailure =
  | 'permission_denied'
  | 'no_camera'
  | 'camera_in_use'
  | 'insecure_context'
  | 'camera_ended'
  | 'model_missing'
  | 'model_corrupt'
  | 'offline'
  | 'worker_failed'
  | 'not_allowed'
  | 'server_failed';

/** A failure with its place in the closed set. */
export class CameraProblem extends Error {
  readonly failure: CameraFailure;

  constructor(failure: CameraFailure, message: string) {
    super(message);
    this.name = 'CameraProblem';
    this.failure = failure;
  }
}

// Names of the exceptions of getUserMedia (W3C Media Capture and Streams).
const BY_NAME: Record<string, CameraFailure> = {
  NotAllowedError: 'permission_denied',
  SecurityError: 'permission_denied',
  NotFoundError: 'no_camera',
  OverconstrainedError: 'no_camera',
  NotReadableError: 'camera_in_use',
  AbortError: 'camera_in_use',
};

/** Find the place of anything thrown while the camera starts or runs. */
export function failureOf(cause: unknown): CameraFailure {
  if (cause instanceof CameraProblem || cause instanceof ModelProblem) return cause.failure;
  const name = typeof cause === 'object' && cause !== null && 'name' in cause ? String(cause.name) : '';
  return BY_NAME[name] ?? 'worker_failed';
}
