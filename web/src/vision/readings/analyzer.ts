// Frame -> reading: detector, crop, classifier and judgement in one object. Twin of attune/vision/pipeline.py.

import { valenceArousal } from '../expressions';
import { cropFace } from '../geometry/crop';
import { nearestFace, recent } from '../geometry/faces';
import type { Box, Face, Pixels, FacePosition } from '../geometry/faces';
import { identityOf, loadBundle } from '../models/bundle';
import { Classifier } from '../models/classifier';
import { OCCLUSION_SIDE, OcclusionDetector } from '../models/occlusion';
import { Detector } from '../models/detector';
import { assessQuality } from './quality';
import { noFace } from './readings';
import type { Reading } from './readings';
import { abstentionReason } from './smoothing';
import { beginTrack, follow } from './tracking';
import type { Track } from './tracking';

/** Is shown what the model sees of a face. */
export type CropTaker = (crop: Uint8Array) => void;

const REMEMBERED_MS = 2_000; // after this long without the student's face, the nearest face is the student's

export class FrameAnalyzer {
  readonly #detector: Detector;
  readonly #classifier: Classifier;
  readonly #occlusion: OcclusionDetector;

  constructor(detector: Detector, classifier: Classifier, occlusion: OcclusionDetector) {
    this.#detector = detector;
    this.#classifier = classifier;
    this.#occlusion = occlusion;
  }

  /** Fetch, verify and open the three models; throws ModelProblem, there is no fallback. */
  static async load(modelName: string): Promise<FrameAnalyzer> {
    const parts = [Detector.load(), OcclusionDetector.load(), loadBundle(modelName)] as const;
    try {
      const [detector, occlusion, bundle] = await Promise.all(parts);
      return new FrameAnalyzer(detector, await Classifier.open(bundle), occlusion);
    } catch (cause) {
      const [detector, occlusion] = await Promise.allSettled(parts);
      for (const part of [detector, occlusion]) if (part.status === 'fulfilled') await part.value.release();
      throw cause;
    }
  }

  /** Give the memory of the three models back; nothing can be read after that. */
  async release(): Promise<void> {
    await Promise.all([this.#detector.release(), this.#classifier.release(), this.#occlusion.release()]);
  }

  /** Read the nearest face of a frame. t: milliseconds since the epoch. */
  async analyze(frame: Pixels, t: number, onCrop?: CropTaker): Promise<Reading> {
    const face = await this.nearest(frame);
    return face ? this.read(frame, face, t, onCrop) : this.readNoFace(t);
  }

  /** Begin a stream: frames of one camera, in order. */
  stream(): FaceStream {
    return new FaceStream(this);
  }

  /** Detect the student's face in a frame. last: its box a moment ago; the same face is the student's while it is there. */
  async nearest(frame: Pixels, last: Box | null = null): Promise<Face | null> {
    return nearestFace(await this.#detector.detect(frame), last);
  }

  readNoFace(t: number): Reading {
    return noFace(t, identityOf(this.#classifier.manifest));
  }

  /** All the work of a frame with a face, whatever is in it: to find out how quick this device is. */
  async work(frame: Pixels): Promise<void> {
    const { manifest } = this.#classifier;
    await this.#detector.detect(frame);
    const side = frame.height / 2;
    const middle = { x: (frame.width - side) / 2, y: side / 2, width: side, height: side };
    const crop = cropFace(frame, middle, manifest.crop, manifest.size);
    await this.#classifier.classify(crop);
    await this.#occlusionOf(frame, middle, crop);
  }

  /** Read a face of a frame, which the detector found or a track followed. */
  async read(frame: Pixels, face: Face, t: number, onCrop?: CropTaker): Promise<Reading> {
    const { manifest } = this.#classifier;
    const crop = cropFace(frame, face.box, manifest.crop, manifest.size);
    onCrop?.(crop);
    const p = await this.#classifier.classify(crop);
    const quality = assessQuality(face, crop, manifest.size, await this.#occlusionOf(frame, face.box, crop));
    return {
      t,
      p,
      face: true,
      box: face.box,
      ...valenceArousal(p),
      quality: quality.value,
      abstain: quality.reason ?? abstentionReason(p),
      model: identityOf(manifest),
    };
  }

  /** The probability that something covers a face: from the crop of the model, or another where the model takes another size. */
  #occlusionOf(frame: Pixels, box: Box, crop: Uint8Array): Promise<number> {
    const { manifest } = this.#classifier;
    return this.#occlusion.probability(
      manifest.size === OCCLUSION_SIDE ? crop : cropFace(frame, box, manifest.crop, OCCLUSION_SIDE),
    );
  }
}

/**
 * Frame after frame -> readings of one face, which is followed: the detector runs on every third frame or so. It keeps
 * where the face was and a grid of its grey cells, until it is reset.
 */
export class FaceStream {
  readonly #analyzer: FrameAnalyzer;
  #last: FacePosition | null = null;
  #track: Track | null = null;

  constructor(analyzer: FrameAnalyzer) {
    this.#analyzer = analyzer;
  }

  async analyze(frame: Pixels, t: number, onCrop?: CropTaker): Promise<Reading> {
    this.#track = (this.#track && follow(this.#track, frame, t)) ?? (await this.#detected(frame, t));
    if (!this.#track) return this.#analyzer.readNoFace(t);
    const { face } = this.#track;
    this.#last = { box: face.box, t };
    return this.#analyzer.read(frame, face, t, onCrop);
  }

  /** Discard the track and the last position. */
  reset(): void {
    this.#track = null;
    this.#last = null;
  }

  async #detected(frame: Pixels, t: number): Promise<Track | null> {
    const face = await this.#analyzer.nearest(frame, recent(this.#last, t, REMEMBERED_MS));
    return face && beginTrack(frame, face, t);
  }
}
