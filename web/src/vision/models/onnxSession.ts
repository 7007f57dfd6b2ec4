// onnxruntime sessions, opened one way everywhere: WebAssembly, one thread, from bytes that were verified before.

import { InferenceSession } from 'onnxruntime-web/wasm';

/** Open a model; rejects when the engine cannot be loaded (and then for as long as this worker lives), or the bytes are no model. */
export function openSession(model: ArrayBuffer): Promise<InferenceSession> {
  return InferenceSession.create(model, { executionProviders: ['wasm'], graphOptimizationLevel: 'all' });
}
