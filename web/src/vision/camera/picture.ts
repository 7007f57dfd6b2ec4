// A picture instead of a camera: decoded on this device, read once, sent nowhere.

import { analysisWorker } from '../worker/analysisWorker';
import type { Seen, WantedModel } from '../worker/analysisWorker';
import { now } from './frames';

const LARGEST_FILE = 30 * 1024 * 1024;
const LONGEST_SIDE = 1280; // a face that fills a larger picture is shrunk to 48 pixels anyway

export type PictureFailure = 'too_large' | 'no_picture';

/** A file that cannot be read as a picture. */
export class PictureProblem extends Error {
  readonly failure: PictureFailure;

  constructor(failure: PictureFailure) {
    super(`the file is refused: ${failure}`);
    this.name = 'PictureProblem';
    this.failure = failure;
  }
}

/** The size at which a picture is read. */
export function readSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Read the nearest face of a picture; throws PictureProblem, ModelProblem or CameraProblem. */
export async function readPicture(file: Blob, model: WantedModel): Promise<Seen & { width: number; height: number }> {
  if (file.size > LARGEST_FILE) throw new PictureProblem('too_large');
  const whole = await createImageBitmap(file).catch(() => {
    throw new PictureProblem('no_picture');
  });
  const { width, height } = readSize(whole.width, whole.height);
  const bitmap = await createImageBitmap(whole, { resizeWidth: width, resizeHeight: height, resizeQuality: 'high' });
  whole.close();
  await analysisWorker.load(model);
  return { ...(await analysisWorker.analyzeStill(bitmap, now())), width, height };
}
