// The camera's stream: asked for small, without sound, and stopped for good.

import { CameraProblem } from '../worker/failures';

const CONSTRAINTS: MediaStreamConstraints = {
  audio: false,
  video: { width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30, max: 30 }, facingMode: 'user' },
};

/** Ask for the camera; rejects with the browser's own errors, or insecure_context where browsers offer no camera. */
export async function openStream(): Promise<MediaStream> {
  if (!globalThis.isSecureContext || !navigator.mediaDevices?.getUserMedia) {
    throw new CameraProblem('insecure_context', 'browsers give the camera to https pages and to localhost only');
  }
  return navigator.mediaDevices.getUserMedia(CONSTRAINTS);
}

/** Stop every track: the camera's light goes out. */
export function closeStream(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
