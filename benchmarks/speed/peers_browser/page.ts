// The client's own path beside other libraries' paths, each from a canvas to the name of an expression.

import { env } from 'onnxruntime-web/wasm';
import loaderUrl from 'onnxruntime-web/ort-wasm-simd-threaded.mjs?url';
import wasmUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';

import { FrameAnalyzer } from '../../../web/src/vision/readings/analyzer';
import { EXPRESSIONS } from '../../../web/src/vision/expressions';

/** Names the expression of the one face on a canvas, or null where it finds none. */
type Read = (canvas: HTMLCanvasElement) => Promise<string | null>;

const PACKAGES = '/peers/node_modules';
const WASM = `${PACKAGES}/@tensorflow/tfjs-backend-wasm/dist/`;
const OUR_NAMES: Record<string, string> = {
  angry: 'anger', disgusted: 'disgust', fearful: 'fear', happy: 'happiness', sad: 'sadness', surprised: 'surprise',
};

const nameOf = (theirs: string | undefined) => (theirs === undefined ? null : (OUR_NAMES[theirs] ?? theirs));

async function attune(model: string): Promise<Read> {
  env.wasm.numThreads = 1;
  env.wasm.wasmPaths = { mjs: loaderUrl, wasm: wasmUrl };
  const analyzer = await FrameAnalyzer.load(model);
  return async (canvas) => {
    const pixels = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
    const { face, p } = await analyzer.analyze(pixels, 0);
    return face ? EXPRESSIONS[p.indexOf(Math.max(...p))]! : null;
  };
}

/** mesh: whether it also looks for the face's 468 points, as it does by default, or for the face and its expression alone. */
async function human(mesh: boolean): Promise<Read> {
  const { default: Human } = await import(/* @vite-ignore */ `${PACKAGES}/@vladmandic/human/dist/human.esm.js`);
  const off = { enabled: false };
  const library = new Human({
    backend: 'wasm', wasmPath: WASM, modelBasePath: `${PACKAGES}/@vladmandic/human/models/`, cacheSensitivity: 0, debug: false,
    face: {
      enabled: true, detector: { maxDetected: 1 }, mesh: { enabled: mesh }, emotion: { enabled: true, minConfidence: 0 },
      iris: off, description: off, antispoof: off, liveness: off,
    },
    body: off, hand: off, object: off, gesture: off, segmentation: off,
  });
  await library.load();
  return async (canvas) => {
    const { face } = await library.detect(canvas);
    return nameOf(face[0]?.emotion?.[0]?.emotion);
  };
}

async function faceApi(): Promise<Read> {
  const library = await import(/* @vite-ignore */ `${PACKAGES}/@vladmandic/face-api/dist/face-api.esm.js`);
  library.tf.setWasmPaths(WASM);
  await library.tf.setBackend('wasm');
  await library.tf.ready();
  const models = `${PACKAGES}/@vladmandic/face-api/model`;
  await Promise.all([library.nets.tinyFaceDetector.loadFromUri(models), library.nets.faceExpressionNet.loadFromUri(models)]);
  return async (canvas) => {
    const found = await library.detectSingleFace(canvas, new library.TinyFaceDetectorOptions()).withFaceExpressions();
    return nameOf(found?.expressions.asSortedArray()[0].expression);
  };
}

const LIBRARIES: Record<string, () => Promise<Read>> = {
  'attune-base': () => attune('base'),
  'attune-tiny': () => attune('tiny'),
  'human': () => human(true),
  'human-without-mesh': () => human(false),
  'face-api': faceApi,
};

const canvas = document.createElement('canvas');
let read: Read | null = null;

async function draw(place: number): Promise<void> {
  const bitmap = await createImageBitmap(await (await fetch(`/frames/${place}.png`)).blob());
  [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
  canvas.getContext('2d', { willReadFrequently: true })!.drawImage(bitmap, 0, 0);
  bitmap.close();
}

/** Load a library and have it read a first frame; milliseconds for both, and the megabytes that it fetched, uncompressed. */
async function load(library: string): Promise<{ milliseconds: number; megabytes: number }> {
  await draw(0);
  const started = performance.now();
  read = await LIBRARIES[library]!();
  await read(canvas);
  const milliseconds = performance.now() - started;
  const fetched = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const bytes = fetched.filter(({ name }) => !name.includes('/frames/')).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0);
  return { milliseconds, megabytes: bytes / 1e6 };
}

/** Read some frames, one after the other: an answer and the milliseconds of each, decoding left out. */
async function readFrames(from: number, to: number): Promise<{ answer: string | null; milliseconds: number }[]> {
  const answers = [];
  for (let place = from; place < to; place++) {
    await draw(place);
    const started = performance.now();
    const answer = await read!(canvas);
    answers.push({ answer, milliseconds: performance.now() - started });
  }
  return answers;
}

Object.assign(window, { load, readFrames, libraries: Object.keys(LIBRARIES) });
