// The client's own sessions, run in turns with a clock beside them.

import { env, Tensor } from 'onnxruntime-web/wasm';
import type { InferenceSession } from 'onnxruntime-web/wasm';
import loaderUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';

import { openSession } from '../../../web/src/vision/models/onnxSession';

env.wasm.numThreads = 1;
env.wasm.wasmPaths = { mjs: loaderUrl, wasm: wasmUrl };

const opened: { session: InferenceSession; input: string; shape: number[]; times: number[] }[] = [];

/** Fetch and open a model; returns milliseconds. */
async function open(index: number, input: string, shape: number[]): Promise<number> {
  const started = performance.now();
  const model = await (await fetch(`/timed/${index}`)).arrayBuffer();
  opened.push({ session: await openSession(model), input, shape, times: [] });
  return performance.now() - started;
}

/** Run every opened model once a round; returns the milliseconds of each after the warm-up. */
async function takeTurns(warmUp: number, runs: number): Promise<number[][]> {
  for (let round = 0; round < warmUp + runs; round++) {
    for (const { session, input, shape, times } of opened) {
      const size = shape.reduce((product, side) => product * side, 1);
      const face = new Tensor('float32', Float32Array.from({ length: size }, () => Math.random() * 4 - 2), shape);
      const started = performance.now();
      await session.run({ [input]: face });
      times.push(performance.now() - started);
    }
  }
  return opened.map(({ times }) => times.slice(warmUp));
}

Object.assign(window, { open, takeTurns });
