// The one worker in which faces are read: frames come in, readings go out. No pixel outlives its frame but the 24 x 24 grey
// cells by which a face is followed, and they are forgotten when no frame comes for a moment.

import { env } from 'onnxruntime-web/wasm';
import loaderUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';

import { FrameAnalyzer } from '../readings/analyzer';
import type { FaceStream } from '../readings/analyzer';
import type { Pixels } from '../geometry/faces';
import type { Answer, Request } from './messages';
import { ModelProblem } from '../models/modelFiles';

env.wasm.numThreads = 1; // threads need cross-origin isolation, which would break embedded videos
env.wasm.wasmPaths = { mjs: loaderUrl, wasm: wasmUrl };
env.logLevel = 'error';

/** The part of a worker's global scope that is used here; the page's type of `self` does not fit. */
interface Scope {
  postMessage(message: Answer, transfer: Transferable[]): void;
  addEventListener(kind: 'message', listener: (event: MessageEvent<Request>) => void): void;
}

const scope = globalThis as unknown as Scope;
const canvas = new OffscreenCanvas(1, 1);
const context = canvas.getContext('2d', { willReadFrequently: true, alpha: false });
const [MEASURED_MS, WARM_UP_ROUNDS, FEWEST_ROUNDS, MOST_ROUNDS] = [3_000, 2, 5, 60];
const RESET_AFTER_MS = 3_000; // slower than the slowest device reads
let analyzer: Promise<FrameAnalyzer> | null = null;
let stream: FaceStream | null = null;
let resetTimer: ReturnType<typeof setTimeout> | undefined;

function answer(message: Answer): void {
  scope.postMessage(message, []);
}

/** The pixels of a bitmap, which is closed; the canvas keeps them only until the next frame. */
function take(bitmap: ImageBitmap): Pixels {
  if (!context) throw new Error('this browser gives no 2D canvas to a worker');
  if (canvas.width !== bitmap.width || canvas.height !== bitmap.height) {
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
  }
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

async function handle(request: Request): Promise<Answer> {
  if (request.kind === 'load') {
    const former = analyzer;
    stream = analyzer = null; // a model that cannot be loaded leaves none behind that goes on reading
    await former?.then(
      (each) => each.release(),
      () => undefined,
    );
    analyzer = FrameAnalyzer.load(request.modelName);
    stream = (await analyzer).stream();
    return { kind: 'loaded' };
  }
  if (request.kind === 'measure') return { kind: 'measured', milliseconds: await measure(await loaded()) };
  const started = performance.now();
  const pixels = take(request.bitmap);
  let crop: Uint8Array | null = null;
  const onCrop = request.withCrop ? (seen: Uint8Array) => (crop = seen) : undefined;
  const reader = request.still ? await loaded() : following();
  const reading = await reader.analyze(pixels, request.t, onCrop);
  return { kind: 'reading', reading, milliseconds: performance.now() - started, crop };
}

/** The stream of the camera, which is reset when the camera sends nothing more. */
function following(): FaceStream {
  if (!stream) throw new Error('a frame came before the model');
  clearTimeout(resetTimer);
  resetTimer = setTimeout(() => stream?.reset(), RESET_AFTER_MS);
  return stream;
}

function loaded(): Promise<FrameAnalyzer> {
  if (!analyzer) throw new Error('a request came before the model');
  return analyzer;
}

/** Milliseconds of frame after frame of 640x480, for at most three seconds; the first ones only warm up. */
async function measure(ready: FrameAnalyzer): Promise<number[]> {
  const frame = { width: 640, height: 480, data: new Uint8ClampedArray(640 * 480 * 4).fill(128) };
  const milliseconds: number[] = [];
  const end = performance.now() + MEASURED_MS;
  for (let round = 0; round < MOST_ROUNDS && (round < FEWEST_ROUNDS || performance.now() < end); round++) {
    const started = performance.now();
    await ready.work(frame);
    if (round >= WARM_UP_ROUNDS) milliseconds.push(performance.now() - started);
  }
  return milliseconds;
}

scope.addEventListener('message', ({ data }) => {
  handle(data).then(answer, (cause: unknown) => {
    const failure = cause instanceof ModelProblem ? cause.failure : 'worker_failed';
    answer({ kind: 'failed', failure, message: cause instanceof Error ? cause.message : String(cause) });
  });
});
