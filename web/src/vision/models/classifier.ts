// Crop -> probabilities on onnxruntime-web. Twin of attune/vision/models/classifier.py.

import { Tensor } from 'onnxruntime-web/wasm';
import type { InferenceSession } from 'onnxruntime-web/wasm';

import type { Bundle, Manifest } from './bundle';
import { EXPRESSIONS } from '../expressions';
import { ModelProblem } from './modelFiles';
import { openSession } from './onnxSession';

export class Classifier {
  readonly manifest: Manifest;
  readonly #session: InferenceSession;

  constructor(manifest: Manifest, session: InferenceSession) {
    const { inputNames, outputNames } = session;
    if (!inputNames.includes(manifest.inputName) || !outputNames.includes(manifest.outputName)) {
      throw new ModelProblem('model_corrupt', `the model has ${inputNames} and ${outputNames}, not what it says`);
    }
    this.manifest = manifest;
    this.#session = session;
  }

  /** Open a verified bundle, once the engine has opened the detector; throws ModelProblem. */
  static async open({ manifest, model }: Bundle): Promise<Classifier> {
    const session = await openSession(model).catch((cause: unknown) => {
      throw new ModelProblem('model_corrupt', `${manifest.file} cannot be opened: ${String(cause)}`);
    });
    return new Classifier(manifest, session);
  }

  /** Give its memory back. */
  release(): Promise<void> {
    return this.#session.release();
  }

  /**
   * Calibrated probabilities in the order of EXPRESSIONS; an expression that the model does not know has 0.
   * crop: size * size grey levels.
   */
  async classify(crop: Uint8Array): Promise<number[]> {
    const { inputName, outputName, channels, size, labels, temperature } = this.manifest;
    const input = new Tensor('float32', preprocess(crop, this.manifest), [1, channels, size, size]);
    const logits = (await this.#session.run({ [inputName]: input }))[outputName]!.data as Float32Array;
    if (logits.length !== labels.length) {
      throw new ModelProblem('model_corrupt', `${logits.length} outputs for ${labels.length} labels`);
    }
    const known = softmax(Array.from(logits, (logit) => logit / temperature));
    return EXPRESSIONS.map((expression) => known[labels.indexOf(expression)] ?? 0);
  }
}

/**
 * Make a model's input of a grey crop: NCHW, (pixel / 255 - mean) / std; grey is repeated for a colour model.
 * Every step is rounded to float32 as numpy does: an int8 model rounds its input to levels, and on the border between two
 * the last bit decides, for every pixel of that grey. With the same bits it answers the same as in Python.
 */
export function preprocess(crop: Uint8Array, { channels, mean, std }: Manifest): Float32Array {
  const input = new Float32Array(channels * crop.length);
  const { fround } = Math;
  for (let channel = 0; channel < channels; channel++) {
    const [middle, spread] = [fround(mean[channel]!), fround(std[channel]!)];
    crop.forEach((level, i) => {
      input[channel * crop.length + i] = fround(fround(level / 255) - middle) / spread;
    });
  }
  return input;
}

function softmax(logits: readonly number[]): number[] {
  const highest = Math.max(...logits);
  const raised = logits.map((logit) => Math.exp(logit - highest));
  const total = raised.reduce((sum, value) => sum + value, 0);
  return raised.map((value) => value / total);
}
