import type { InferenceSession } from 'onnxruntime-web/wasm';
import { describe, expect, it, vi } from 'vitest';

import { FrameAnalyzer } from './analyzer';
import * as bundles from '../models/bundle';
import type { Manifest } from '../models/bundle';
import { Classifier } from '../models/classifier';
import { OcclusionDetector } from '../models/occlusion';
import { Detector } from '../models/detector';
import type { Face, Pixels } from '../geometry/faces';
import { ModelProblem } from '../models/modelFiles';

/** A frame in which a patterned square of 120 px stands for a face; `seed` gives it another look. */
function frame(left: number, top: number, seed = 1): Pixels {
  const data = new Uint8ClampedArray(640 * 480 * 4).fill(128);
  for (let y = 0; y < 120; y++) {
    for (let x = 0; x < 120; x++) {
      const level = 128 + 90 * Math.sin((seed * x) / 13) * Math.cos((y * (seed + 1)) / 17);
      data.fill(level, ((top + y) * 640 + left + x) * 4, ((top + y) * 640 + left + x) * 4 + 3);
    }
  }
  return { data, width: 640, height: 480 };
}

function faceAt(x: number, y: number): Face {
  const point = (across: number, down: number): [number, number] => [x + across * 120, y + down * 120];
  const keypoints = {
    rightEye: point(0.3, 0.35),
    leftEye: point(0.7, 0.35),
    nose: point(0.5, 0.55),
    mouth: point(0.5, 0.8),
    rightEar: point(0, 0.4),
    leftEar: point(1, 0.4),
  };
  return { box: { x, y, width: 120, height: 120 }, score: 0.9, keypoints };
}

/** A stream over made-up parts. occluded: how likely something covers the face; size: of the crop that the model takes. */
function begin(found: Face[], { occluded = 0, size = 48 } = {}) {
  const detect = vi.fn<() => Promise<Face[]>>(async () => found);
  const manifest = {
    name: 'made',
    version: 1,
    size,
    crop: { detector: 'blazeface', scale: 1.2, shiftY: -0.11 },
  } as unknown as Manifest;
  const classifier = { manifest, classify: async () => [1, 0, 0, 0, 0, 0, 0, 0] } as unknown as Classifier;
  const probability = vi.fn<(crop: Uint8Array) => Promise<number>>(async () => occluded);
  const analyzer = new FrameAnalyzer({ detect } as unknown as Detector, classifier, {
    probability,
  } as unknown as OcclusionDetector);
  return { detect, probability, stream: analyzer.stream() };
}

describe('a stream of frames', () => {
  it('asks the detector once in 400 ms, and follows the face in between', async () => {
    const { stream, detect } = begin([faceAt(200, 150)]);
    const readings = [];
    for (const [t, left] of [
      [0, 200],
      [160, 210],
      [320, 221],
    ] as const)
      readings.push(await stream.analyze(frame(left, 150), t));
    expect(detect).toHaveBeenCalledTimes(1);
    expect(readings[2]!.box!.x).toBeCloseTo(221, 0);
    await stream.analyze(frame(221, 150), 480);
    expect(detect).toHaveBeenCalledTimes(2);
  });

  it('asks it immediately when what is there looks different', async () => {
    const { stream, detect } = begin([faceAt(200, 150)]);
    await stream.analyze(frame(200, 150), 0);
    await stream.analyze(frame(200, 150, 3), 100);
    expect(detect).toHaveBeenCalledTimes(2);
  });

  it('asks it immediately when half of the face gets covered', async () => {
    const { stream, detect } = begin([faceAt(200, 150)]);
    await stream.analyze(frame(200, 150), 0);
    const occluded = frame(200, 150);
    for (let y = 210; y < 270; y++) occluded.data.fill(90, (y * 640 + 200) * 4, (y * 640 + 320) * 4);
    await stream.analyze(occluded, 100);
    expect(detect).toHaveBeenCalledTimes(2);
  });

  it('does not follow what hardly differs from a plain surface', async () => {
    const { stream, detect } = begin([faceAt(200, 150)]);
    const faint = frame(200, 150);
    faint.data.forEach((level, i) => (faint.data[i] = 125 + level / 40));
    await stream.analyze(faint, 0);
    await stream.analyze(faint, 100);
    expect(detect).toHaveBeenCalledTimes(2);
  });

  it('stays with the student when another person comes nearer', async () => {
    const found = [faceAt(200, 150)];
    const { stream } = begin(found);
    await stream.analyze(frame(200, 150), 0);
    found.push({ ...faceAt(400, 150), box: { x: 400, y: 100, width: 200, height: 200 } });
    expect((await stream.analyze(frame(200, 150), 500)).box!.x).toBe(200);
  });

  it('keeps nothing once it is reset', async () => {
    const { stream, detect } = begin([faceAt(200, 150)]);
    await stream.analyze(frame(200, 150), 0);
    stream.reset();
    await stream.analyze(frame(200, 150), 100);
    expect(detect).toHaveBeenCalledTimes(2);
  });

  it('says that no face is there, and looks again with the next frame', async () => {
    const { stream, detect } = begin([]);
    expect((await stream.analyze(frame(200, 150), 0)).abstain).toBe('no_face');
    await stream.analyze(frame(200, 150), 100);
    expect(detect).toHaveBeenCalledTimes(2);
  });
});

describe('a face that is likely covered', () => {
  it.each([48, 64])('is not read, whatever side the model takes: %i', async (size) => {
    const { stream, probability } = begin([faceAt(200, 150)], { occluded: 0.5, size });
    expect(await stream.analyze(frame(200, 150), 0)).toMatchObject({ abstain: 'covered', quality: 0 });
    expect(probability.mock.lastCall![0]).toHaveLength(48 * 48);
  });

  it('is read with less quality while it is only doubtful', async () => {
    const clear = await begin([faceAt(200, 150)], { occluded: 0.1 }).stream.analyze(frame(200, 150), 0);
    const doubtful = await begin([faceAt(200, 150)], { occluded: 0.45 }).stream.analyze(frame(200, 150), 0);
    expect([clear.abstain, doubtful.abstain]).toEqual([null, null]);
    expect(doubtful.quality).toBeCloseTo(0.5, 9);
    expect(clear.quality).toBeGreaterThan(doubtful.quality);
  });
});

describe('the memory of the models', () => {
  /** Parts whose sessions can only be released. */
  function openParts() {
    const release = vi.fn<() => Promise<void>>(async () => undefined);
    const session = { inputNames: ['image'], outputNames: ['logits'], release } as unknown as InferenceSession;
    const classifier = new Classifier({ inputName: 'image', outputName: 'logits' } as Manifest, session);
    return { release, detector: new Detector(session), classifier, occlusion: new OcclusionDetector(session) };
  }

  it('is given back, all of it', async () => {
    const { release, detector, classifier, occlusion } = openParts();
    await new FrameAnalyzer(detector, classifier, occlusion).release();
    expect(release).toHaveBeenCalledTimes(3);
  });

  it('is given back when one of them cannot be loaded', async () => {
    const { release, detector, occlusion } = openParts();
    vi.spyOn(Detector, 'load').mockResolvedValue(detector);
    vi.spyOn(OcclusionDetector, 'load').mockResolvedValue(occlusion);
    vi.spyOn(bundles, 'loadBundle').mockRejectedValue(new ModelProblem('model_missing', ''));
    await expect(FrameAnalyzer.load('m')).rejects.toMatchObject({ failure: 'model_missing' });
    expect(release).toHaveBeenCalledTimes(2);
  });
});
