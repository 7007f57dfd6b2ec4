// Frame -> reading: detector, crop, classifier and judgement in one object. Twin of attune/vision/pipeline.py.

import { identityOf, loadBundle } from './bundle';
import { Classifier } from './classifier';
import { cropFace } from './crop';
import { Detector } from './detector';
import { valenceArousal } from './expressions';
import { nearestFace } from './faces';
import type { Box, Face, Pixels } from './faces';
import { judge } from './quality';
import { noFace } from './readings';
import type { Reading } from './readings';
import { doubt } from './smoothing';

export class FrameAnalyzer {
  readonly #detector: Detector;
  readonly #classifier: Classifier;

  constructor(detector: Detector, classifier: Classifier) {
    this.#detector = detector;
    this.#classifier = classifier;
  }

  /** Fetch, verify and open both models; throws ModelProblem, there is no fallback. */
  static async load(modelName: string): Promise<FrameAnalyzer> {
    const [detector, bundle] = await Promise.all([Detector.load(), loadBundle(modelName)]);
    return new FrameAnalyzer(detector, await Classifier.open(bundle));
  }

  /**
   * Read the nearest face of a frame. t: milliseconds since the epoch. last: the box of the reading before, so that the
   * same face is read again while it is there. onCrop: is shown what the model sees.
   */
  async analyze(frame: Pixels, t: number, last: Box | null = null, onCrop?: (crop: Uint8Array) => void): Promise<Reading> {
    const face = nearestFace(await this.#detector.detect(frame), last);
    return face ? this.#read(frame, face, t, onCrop) : noFace(t, identityOf(this.#classifier.manifest));
  }

  /** All the work of a frame with a face, whatever is in it: to find out how quick this device is. */
  async work(frame: Pixels): Promise<void> {
    const { manifest } = this.#classifier;
    await this.#detector.detect(frame);
    const side = frame.height / 2;
    const middle = { x: (frame.width - side) / 2, y: side / 2, width: side, height: side };
    await this.#classifier.classify(cropFace(frame, middle, manifest.crop, manifest.size));
  }

  async #read(frame: Pixels, face: Face, t: number, onCrop?: (crop: Uint8Array) => void): Promise<Reading> {
    const { manifest } = this.#classifier;
    const crop = cropFace(frame, face.box, manifest.crop, manifest.size);
    onCrop?.(crop);
    const p = await this.#classifier.classify(crop);
    const quality = judge(face, crop, manifest.size);
    return {
      t, p,
      face: true,
      box: face.box,
      ...valenceArousal(p),
      quality: quality.value,
      abstain: quality.reason ?? doubt(p),
      model: identityOf(manifest),
    };
  }
}
