// BlazeFace on onnxruntime-web. Twin of attune/vision/detection/detectors.py.

import { Tensor } from 'onnxruntime-web/wasm';
import type { InferenceSession } from 'onnxruntime-web/wasm';

import { decode, DETECTOR_SHA256, letterbox, SIDE } from './blazeface';
import type { Face, Pixels } from '../geometry/faces';
import { verifiedFile } from './modelFiles';
import { openSession } from './onnxSession';

const DETECTOR_URL = '/models/blazeface/model.onnx';

export class Detector {
  readonly #session: InferenceSession;

  constructor(session: InferenceSession) {
    this.#session = session;
  }

  /** Fetch, verify and open the detector; throws ModelProblem. The hash is this file's own: what then fails is the engine. */
  static async load(): Promise<Detector> {
    return new Detector(await openSession(await verifiedFile(DETECTOR_URL, DETECTOR_SHA256)));
  }

  /** Give its memory back. */
  release(): Promise<void> {
    return this.#session.release();
  }

  /** All faces in a frame, in its pixels, best score first. */
  async detect(frame: Pixels): Promise<Face[]> {
    const { pixels, mapping } = letterbox(frame);
    const outputs = await this.#session.run({ input: new Tensor('float32', pixels, [1, 3, SIDE, SIDE]) });
    return decode(outputs.regressors!.data as Float32Array, outputs.classificators!.data as Float32Array, mapping);
  }
}
