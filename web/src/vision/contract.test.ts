// The browser's side of the golden files; tests/contract/test_golden.py is Python's.

import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';

import { FrameAnalyzer } from './readings/analyzer';
import { DETECTOR_SHA256 } from './models/blazeface';
import { parseManifest } from './models/bundle';
import type { Variant } from './models/bundle';
import { Classifier } from './models/classifier';
import { OCCLUSION_SHA256, OcclusionDetector } from './models/occlusion';
import { cropFace } from './geometry/crop';
import { Detector } from './models/detector';
import type { Box, Keypoints, Pixels, Point } from './geometry/faces';
import { golden, image, modelFile, near, useLocalRuntime } from './golden';
import { openSession } from './models/onnxSession';
import { headPose } from './geometry/pose';
import type { AbstainReason, Reading } from './readings/readings';
import { Smoother } from './readings/smoothing';
import type { Displayed } from './readings/smoothing';
import { sharpness } from './readings/quality';
import { beginTrack, follow } from './readings/tracking';
import { closeWindow, quantise } from './readings/windows';
import type { WindowSummary } from './readings/windows';

interface GoldenFace {
  picture: string;
  pose: { yaw: number; pitch: number; roll: number };
  box: Box;
  score: number;
  keypoints: Record<'right_eye' | 'left_eye' | 'nose' | 'mouth' | 'right_ear' | 'left_ear', Point>;
}

interface GoldenCrop {
  picture: string;
  box: Box;
  contract: { detector: string; scale: number; shift_y: number };
  size: number;
  pixels: string;
}

interface GoldenReadings {
  model: string;
  variant: Variant;
  sha256: string;
  pictures: Record<string, Reading>;
  crops: (number[] | null)[];
}

interface GoldenOcclusion {
  crop: number;
  cover: [top: number, bottom: number, left: number, right: number];
  sharpness: number;
  covered: number | null;
}

interface GoldenTrack {
  x: number;
  y: number;
  t: number;
  face: Omit<GoldenFace, 'picture' | 'pose'> | null;
}

interface GoldenSequence {
  readings: { t: number; p: number[] | null; quality: number; abstain: AbstainReason | null }[];
  displayed: Displayed[];
  window: Pick<WindowSummary, 'p' | 'coverage' | 'quality' | 'state'>;
}

const faces = golden<GoldenFace[]>('faces');
const crops = golden<GoldenCrop[]>('crops');
const READINGS = [golden<GoldenReadings>('readings'), golden<GoldenReadings>('readings-int8')];
const occlusions = golden<GoldenOcclusion[]>('occlusion');
const pixelsOf = (crop: GoldenCrop) => new Uint8Array(Buffer.from(crop.pixels, 'base64'));

/** A crop with a part of it under a plain surface; the part in shares of its side. */
function underSurface(crop: GoldenCrop, area: GoldenOcclusion['cover']): Uint8Array {
  const [top, bottom, left, right] = area.map((share) => Math.floor(share * crop.size)) as GoldenOcclusion['cover'];
  const occluded = pixelsOf(crop);
  for (let y = top; y < bottom; y++) occluded.fill(90, y * crop.size + left, y * crop.size + right);
  return occluded;
}

/** The points of a face, by the names that Python gives them. */
function named(k: Keypoints): GoldenFace['keypoints'] {
  return {
    right_eye: k.rightEye,
    left_eye: k.leftEye,
    nose: k.nose,
    mouth: k.mouth,
    right_ear: k.rightEar,
    left_ear: k.leftEar,
  };
}

/** A picture that has moved right and down; what leaves on one side comes in on the other. */
function rolled({ data, width, height }: Pixels, right: number, down: number): Pixels {
  const moved = new Uint8Array(data.length);
  for (let i = 0; i < width * height; i++) {
    const [x, y] = [(i % width) + right + width, Math.floor(i / width) + down + height];
    moved.set(data.subarray(i * 4, i * 4 + 4), ((y % height) * width + (x % width)) * 4);
  }
  return { data: moved, width, height };
}

let detector: Detector;
let occlusion: OcclusionDetector;
const classifiers: Partial<Record<Variant, Classifier>> = {};

beforeAll(async () => {
  useLocalRuntime();
  detector = new Detector(await openSession(modelFile('blazeface/model.onnx')));
  occlusion = new OcclusionDetector(await openSession(modelFile('occlusion/model.onnx')));
  for (const { model, variant } of READINGS) {
    const manifest = parseManifest(JSON.parse(new TextDecoder().decode(modelFile(`${model}/model.json`))), variant);
    classifiers[variant] = await Classifier.open({ manifest, model: modelFile(`${model}/${manifest.file}`) });
  }
});

describe('the same image is read as Python reads it', () => {
  it('has the detector that the build makes, the occlusion network, and the model of the golden file', () => {
    const hash = (path: string) =>
      createHash('sha256')
        .update(new Uint8Array(modelFile(path)))
        .digest('hex');
    expect(hash('blazeface/model.onnx')).toBe(DETECTOR_SHA256);
    expect(hash('occlusion/model.onnx')).toBe(OCCLUSION_SHA256);
    for (const { model, variant, sha256 } of READINGS) {
      expect(hash(`${model}/${classifiers[variant]!.manifest.file}`)).toBe(sha256);
      expect(classifiers[variant]!.manifest.sha256).toBe(sha256);
    }
  });

  it('calls a bundle corrupt whose bytes, though they have the right hash, are no model', async () => {
    const { manifest } = classifiers.int8!;
    await expect(Classifier.open({ manifest, model: new ArrayBuffer(64) })).rejects.toMatchObject({
      failure: 'model_corrupt',
    });
  });

  it.each(['astronaut', 'border', 'pattern'])('finds the faces of %s to half a pixel', async (name) => {
    const found = (await detector.detect(image(name))).map(({ box, score, keypoints }) => ({
      picture: name,
      pose: headPose(keypoints),
      box,
      score,
      keypoints: named(keypoints),
    }));
    expect(found).toEqual(
      near(
        faces.filter((face) => face.picture === name),
        0,
      ),
    );
  });

  it.each(golden<GoldenTrack[]>('tracks'))('follows a face by $x, $y pixels for $t ms', async ({ x, y, t, face }) => {
    const frame = image('astronaut');
    const track = beginTrack(frame, (await detector.detect(frame))[0]!, 0);
    const followed = follow(track, rolled(frame, x, y), t);
    expect(
      followed && { box: followed.face.box, score: followed.face.score, keypoints: named(followed.face.keypoints) },
    ).toEqual(near(face, 0));
  });

  it.each(crops.map((crop, i) => [i, crop] as const))('crops %i to within one grey level', (_, golden) => {
    const { detector: name, scale, shift_y: shiftY } = golden.contract;
    const crop = cropFace(image(golden.picture), golden.box, { detector: name, scale, shiftY }, golden.size);
    const expected = pixelsOf(golden);
    expect(crop).toHaveLength(expected.length);
    expect(Math.max(...crop.map((level, i) => Math.abs(level - expected[i]!)))).toBeLessThanOrEqual(1);
  });

  it.each(occlusions)('tells detail of crop $crop under $cover', ({ crop, cover, sharpness: expected }) => {
    expect(sharpness(underSurface(crops[crop]!, cover), crops[crop]!.size)).toBeCloseTo(expected, 9);
  });

  it.each(occlusions.filter(({ covered }) => covered !== null))(
    'tells a cover of crop $crop under $cover',
    async ({ crop, cover, covered }) => {
      expect(await occlusion.probability(underSurface(crops[crop]!, cover))).toBeCloseTo(covered!, 4);
    },
  );

  const classified = READINGS.flatMap(({ variant, crops: ps }) =>
    ps.flatMap((p, i) => (p ? [[variant, i, p] as const] : [])),
  );

  it.each(classified)('classifies with %s crop %i to four decimals', async (variant, i, p) => {
    expect(await classifiers[variant]!.classify(pixelsOf(crops[i]!))).toEqual(near(p, 4));
  });

  const whole = READINGS.flatMap(({ variant, pictures }) =>
    Object.entries(pictures).map(([name, reading]) => [variant, name, reading] as const),
  );

  it.each(whole)('reads with %s the whole picture %s', async (variant, name, { box, ...expected }) => {
    const reading = await new FrameAnalyzer(detector, classifiers[variant]!, occlusion).analyze(image(name), 0);
    expect(reading).toEqual({ ...(near(expected, 2) as Reading), box: near(box, 0) });
  });
});

describe('the same readings are displayed and reported as Python does', () => {
  const sequences = golden<GoldenSequence[]>('sequences').map((sequence) => ({
    ...sequence,
    readings: sequence.readings.map((each): Reading => ({
      ...each,
      face: each.p !== null,
      box: null,
      p: each.p ?? [0, 0, 0, 0, 0, 0, 0, 0],
      valence: 0,
      arousal: 0,
      model: 'golden@1',
    })),
  }));

  it.each(sequences.map((sequence, i) => [i, sequence] as const))('displays run %i', (_, { readings, displayed }) => {
    const smoother = new Smoother();
    expect(readings.map((reading) => smoother.update(reading))).toEqual(near(displayed, 9));
  });

  it.each(sequences.map((sequence, i) => [i, sequence] as const))('closes the window of run %i', (_, sequence) => {
    const about = {
      id: 'golden',
      started_at: '2026-01-01T00:00:00Z',
      seconds: 10,
      model: 'golden@1',
      source: 'on_device' as const,
    };
    const { p, coverage, quality, state } = closeWindow(sequence.readings, about);
    expect({ p, coverage, quality, state }).toEqual(near(sequence.window, 9));
  });

  it('quantises to the same integers', () => {
    for (const { p, levels } of golden<{ p: number[]; levels: number[] }[]>('quantised')) {
      expect(quantise(p)).toEqual(levels);
    }
  });
});
