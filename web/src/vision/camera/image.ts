// An image instead of a camera: decoded on this device, read once, sent nowhere.

import { analysisWorker } from '../worker/analysisWorker';
import type { Seen, ModelRequest } from '../worker/analysisWorker';
import { now } from './frames';

const LARGEST_FILE = 30 * 1024 * 1024;
const LONGEST_SIDE = 1280; // a face that fills a larger image is shrunk to 48 pixels anyway

export type ImageFailure = 'too_large' | 'not_an_image';

/** A file that cannot be read as an image. */
export class ImageProblem extends Error {
  readonly failure: ImageFailure;

  constructor(failure: ImageFailure) {
    super(`the file is refused: ${failure}`);
    this.name = 'ImageProblem';
    this.failure = failure;
  }
}

/** The size at which an image is read. */
export function readSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Read the nearest face of an image; throws ImageProblem, ModelProblem or CameraProblem. */
export async function analyzeImage(file: Blob, model: ModelRequest): Promise<Seen & { width: number; height: number }> {
  if (file.size > LARGEST_FILE) throw new ImageProblem('too_large');
  const whole = await createImageBitmap(file).catch(() => {
    throw new ImageProblem('not_an_image');
  });
  const { width, height } = readSize(whole.width, whole.height);
  const bitmap = await createImageBitmap(whole, { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' });
  whole.close();
  await analysisWorker.load(model);
  return { ...(await analysisWorker.analyzeStill(bitmap, now())), width, height };
}
