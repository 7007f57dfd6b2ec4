import type { Mode } from '../api';

export type CameraMode = 'on_device' | 'server';

/** Whether a mode reads the camera, here or on the server. */
export function isCameraMode(mode: Mode): mode is CameraMode {
  return mode === 'on_device' || mode === 'server';
}

/** Whether an institution allows any. */
export function allowsCamera(allowed: readonly Mode[]): boolean {
  return allowed.some(isCameraMode);
}
