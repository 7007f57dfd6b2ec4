// A model bundle: everything a program needs to use model.onnx. Twin of attune/vision/bundle.py.

import type { CropContract } from './crop';
import { isExpression } from './expressions';
import type { Expression } from './expressions';
import { fetchModelFile, ModelProblem, verifiedFile } from './modelFiles';

export interface Manifest {
  name: string;
  version: string;
  sha256: string;
  /** In the order of the model's outputs. */
  labels: readonly Expression[];
  inputName: string;
  outputName: string;
  /** Pixels of the square input. */
  size: number;
  channels: number;
  mean: readonly number[];
  std: readonly number[];
  temperature: number;
  crop: CropContract;
}

export interface Bundle {
  manifest: Manifest;
  model: ArrayBuffer;
}

export function modelFolder(name: string): string {
  return `/models/${encodeURIComponent(name)}`;
}

/** Name and version, as readings and windows carry them. */
export function identityOf({ name, version }: Manifest): string {
  return `${name}@${version}`;
}

/** Fetch and check a manifest; throws ModelProblem. */
export async function loadManifest(name: string): Promise<Manifest> {
  const url = `${modelFolder(name)}/model.json`;
  const response = await fetchModelFile(url, 'no-cache');
  try {
    return parseManifest(await response.json());
  } catch (cause) {
    throw new ModelProblem('model_corrupt', `${url}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/** Fetch and verify a bundle; throws ModelProblem. */
export async function loadBundle(name: string): Promise<Bundle> {
  const manifest = await loadManifest(name);
  return { manifest, model: await verifiedFile(`${modelFolder(name)}/model.onnx`, manifest.sha256) };
}

/** Read model.json as the contract has it; throws an Error that names what is wrong. */
export function parseManifest(json: unknown): Manifest {
  const manifest = section(json, 'the manifest');
  const input = section(manifest.input, 'input');
  const output = section(manifest.output, 'output');
  const crop = section(manifest.crop, 'crop');
  require(manifest.task === 'expression', `the task is ${String(manifest.task)}, not expression`);
  require(input.scale === '0-1', `input.scale is ${String(input.scale)}, not 0-1`);
  const parsed: Manifest = {
    name: text(manifest.name, 'name'),
    version: text(manifest.version, 'version'),
    sha256: text(manifest.sha256, 'sha256'),
    labels: labels(manifest.labels),
    inputName: text(input.name, 'input.name'),
    outputName: text(output.name, 'output.name'),
    size: number(input.width, 'input.width'),
    channels: number(input.channels, 'input.channels'),
    mean: numbers(input.mean, 'input.mean'),
    std: numbers(input.std, 'input.std'),
    temperature: number(manifest.temperature, 'temperature'),
    crop: {
      detector: text(crop.detector, 'crop.detector'),
      scale: number(crop.scale, 'crop.scale'),
      shiftY: number(crop.shift_y, 'crop.shift_y'),
    },
  };
  requireAgreement(parsed, number(input.height, 'input.height'), output.temperature ?? parsed.temperature);
  return parsed;
}

function requireAgreement(manifest: Manifest, height: number, outputTemperature: unknown): void {
  const { size, channels, mean, std, temperature, crop } = manifest;
  require(size === height && size > 0 && [1, 3].includes(channels), `the input ${size}x${height}x${channels} is not square`);
  require(mean.length === channels && std.length === channels, `mean and std must have ${channels} values`);
  require(std.every((value) => value > 0), 'std must be positive');
  require(temperature > 0 && outputTemperature === temperature, 'temperature must be one positive number');
  require(crop.detector === 'blazeface', `the crop is stated for ${crop.detector}, and the browser has blazeface`);
}

function require(condition: boolean, message: string): asserts condition {
  if (!condition) throw new TypeError(message);
}

function section(value: unknown, where: string): Record<string, unknown> {
  require(typeof value === 'object' && value !== null, `${where} is missing`);
  return value as Record<string, unknown>;
}

function text(value: unknown, where: string): string {
  require(typeof value === 'string' && value !== '', `${where} is missing`);
  return value;
}

function number(value: unknown, where: string): number {
  require(typeof value === 'number' && Number.isFinite(value), `${where} is not a number`);
  return value;
}

function numbers(value: unknown, where: string): number[] {
  require(Array.isArray(value), `${where} is not a list`);
  return value.map((each) => number(each, where));
}

function labels(value: unknown): Expression[] {
  require(Array.isArray(value) && value.length > 1 && value.every(isExpression), 'labels are not expressions');
  require(new Set(value).size === value.length, 'a label is there twice');
  return value;
}
