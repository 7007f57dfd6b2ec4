// Whether something covers a face: a small network that sees the crop of the model. Twin of attune/vision/models/occlusion.py.

import { Tensor } from 'onnxruntime-web/wasm';
import type { InferenceSession } from 'onnxruntime-web/wasm';

import { verifiedFile } from './modelFiles';
import { openSession } from './onnxSession';

export const OCCLUSION_SIDE = 48; // of the crop that it takes
const OCCLUSION_URL = '/models/occlusion/model.onnx';
/** Of models/occlusion/model.onnx; a retrained network has another hash. */
export const OCCLUSION_SHA256 = '619895a5d9f86a759fa3bf400f61a1d13f735d58f16bfb6d3ef0897587fe1256';

export class OcclusionDetector {
  readonly #session: InferenceSession;

  constructor(session: InferenceSession) {
    this.#session = session;
  }

  /** Fetch, verify and open the network; throws ModelProblem. The hash is this file's own: what then fails is the engine. */
  static async load(): Promise<OcclusionDetector> {
    return new OcclusionDetector(await openSession(await verifiedFile(OCCLUSION_URL, OCCLUSION_SHA256)));
  }

  /** Give its memory back. */
  release(): Promise<void> {
    return this.#session.release();
  }

  /** The probability that something covers the face. crop: 48 * 48 grey levels. */
  async probability(crop: Uint8Array): Promise<number> {
    const image = new Tensor(
      'float32',
      Float32Array.from(crop, (level) => level / 255),
      [1, 1, OCCLUSION_SIDE, OCCLUSION_SIDE],
    );
    const { logits } = await this.#session.run({ image });
    return 1 / (1 + Math.exp(-(logits!.data as Float32Array)[0]!));
  }
}
