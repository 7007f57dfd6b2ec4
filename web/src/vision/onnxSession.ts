// onnxruntime sessions, opened one way everywhere: WebAssembly, one thread, from bytes that were verified before.

import { InferenceSession } from 'onnxruntime-web/wasm';

import { ModelProblem } from './modelFiles';

/** Open a model; throws ModelProblem when the bytes are not one. */
export async function openSession(model: ArrayBuffer): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(model, { executionProviders: ['wasm'], graphOptimizationLevel: 'all' });
  } catch (cause) {
    throw new ModelProblem('model_corrupt', `the model cannot be opened: ${String(cause)}`);
  }
}
