import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';

import { FrameAnalyzer } from '../readings/analyzer';
import type { Manifest } from '../models/bundle';
import type { Classifier } from '../models/classifier';
import type { OcclusionDetector } from '../models/occlusion';
import type { Detector } from '../models/detector';
import type { Face } from '../geometry/faces';
import type { Answer, Request } from './messages';

const SIDES = { width: 640, height: 480 };
const grey = { ...SIDES, data: new Uint8ClampedArray(640 * 480 * 4).fill(128) };

/** A canvas on which every bitmap is grey: the detector of these tests does not look. */
class StandInCanvas {
  width = SIDES.width;
  height = SIDES.height;

  getContext() {
    return { drawImage: () => undefined, getImageData: () => grey };
  }
}

const answers: Answer[] = [];

/** The worker's answer to a request. */
async function ask(request: Request): Promise<Answer> {
  const before = answers.length;
  dispatchEvent(new MessageEvent('message', { data: request }));
  await expect.poll(() => answers).toHaveLength(before + 1);
  return answers.at(-1)!;
}

function frame(t: number, still: boolean): Promise<Answer> {
  return ask({ kind: 'frame', bitmap: { ...SIDES, close: () => undefined }, t, withCrop: true, still });
}

function faceAt(x: number, side: number): Face {
  const point = (across: number, down: number): [number, number] => [x + across * side, 100 + down * side];
  const keypoints = {
    rightEye: point(0.3, 0.35),
    leftEye: point(0.7, 0.35),
    nose: point(0.5, 0.55),
    mouth: point(0.5, 0.8),
    rightEar: point(0, 0.4),
    leftEar: point(1, 0.4),
  };
  return { box: { x, y: 100, width: side, height: side }, score: 0.9, keypoints };
}

const locationOf = (answer: Answer) => (answer.kind === 'reading' ? answer.reading.box?.x : undefined);

let found: Face[] = [];

/** An analyzer that finds what `found` says. */
function analyzerOf() {
  const manifest = {
    name: 'made',
    version: '1',
    size: 48,
    crop: { detector: 'blazeface', scale: 1.2, shiftY: -0.11 },
  } as unknown as Manifest;
  const release = async () => undefined;
  const classifier = { manifest, release, classify: async () => [1, 0, 0, 0, 0, 0, 0, 0] } as unknown as Classifier;
  const occlusion = { release, probability: async () => 0 } as unknown as OcclusionDetector;
  const analyzer = new FrameAnalyzer(
    { release, detect: async () => found } as unknown as Detector,
    classifier,
    occlusion,
  );
  return { analyzer, release: vi.spyOn(analyzer, 'release') };
}

beforeAll(async () => {
  vi.stubGlobal('OffscreenCanvas', StandInCanvas);
  await import('./worker');
});

beforeEach(() => {
  answers.length = 0;
  vi.stubGlobal('postMessage', (answer: Answer) => answers.push(answer));
});

afterEach(() => vi.unstubAllGlobals());

test('of each image the nearest face is read, and the camera keeps the face that it followed', async () => {
  vi.spyOn(FrameAnalyzer, 'load').mockResolvedValue(analyzerOf().analyzer);
  await ask({ kind: 'load', modelName: 'made' });
  found = [faceAt(50, 100)];
  expect(locationOf(await frame(0, false))).toBe(50);
  found = [faceAt(50, 100), faceAt(300, 200)];
  expect(locationOf(await frame(500, true))).toBe(300);
  expect(locationOf(await frame(1_000, true))).toBe(300);
  expect(locationOf(await frame(1_500, false))).toBe(50);
});

test('the crop of an image is given with it', async () => {
  found = [faceAt(300, 200)];
  expect(await frame(0, true)).toMatchObject({ kind: 'reading', crop: expect.any(Uint8Array) });
});

test('the memory of a model is given back before another is loaded', async () => {
  const [first, second] = [analyzerOf(), analyzerOf()];
  const load = vi
    .spyOn(FrameAnalyzer, 'load')
    .mockResolvedValueOnce(first.analyzer)
    .mockResolvedValueOnce(second.analyzer);
  await ask({ kind: 'load', modelName: 'made' });
  expect(first.release).not.toHaveBeenCalled();
  await ask({ kind: 'load', modelName: 'other' });
  expect(first.release).toHaveBeenCalledOnce();
  expect(first.release.mock.invocationCallOrder[0]).toBeLessThan(load.mock.invocationCallOrder[1]!);
  expect(second.release).not.toHaveBeenCalled();
});

test('a model that could not be loaded has nothing to give back', async () => {
  vi.spyOn(FrameAnalyzer, 'load')
    .mockRejectedValueOnce(new Error('no engine'))
    .mockResolvedValueOnce(analyzerOf().analyzer);
  expect(await ask({ kind: 'load', modelName: 'made' })).toMatchObject({ kind: 'failed', failure: 'worker_failed' });
  expect(await ask({ kind: 'load', modelName: 'made' })).toEqual({ kind: 'loaded' });
});
