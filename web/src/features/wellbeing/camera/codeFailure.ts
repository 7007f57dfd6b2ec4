import type { CameraFailure } from '@/vision';

/** Why the code of the camera itself could not be loaded: there is no network, or a new version has been installed. */
export function codeFailure(): CameraFailure {
  return navigator.onLine ? 'worker_failed' : 'offline';
}
