// A model bundle: everything a program needs to use model.onnx. Twin of attune/vision/models/bundle.py.

import { isExpression } from '../expressions';
import type { Expression } from '../expressions';
import type { CropContract } from '../geometry/crop';
import { saveFile, ModelProblem, newestFile, verifiedFile } from './modelFiles';

/** Files of one model: the weights as they were trained, or 8-bit integers, smaller and here twice as fast. */
export type Variant = 'fp32' | 'int8';

/** A manifest as one of its variants has it: file, sha256 and temperature are that one's. */
export interface Manifest {
  name: string;
  version: string;
  variant: Variant;
  file: string;
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

const manifestUrl = (name: string) => `${modelFolder(name)}/model.json`;

/** Fetch and check a manifest, as the variant that browsers load has it; throws ModelProblem. */
export async function loadManifest(name: string): Promise<Manifest> {
  return readManifest(manifestUrl(name), await newestFile(manifestUrl(name)));
}

/** Fetch and verify a bundle; throws ModelProblem, and never tries another variant. */
export async function loadBundle(name: string): Promise<Bundle> {
  const bytes = await newestFile(manifestUrl(name));
  const manifest = readManifest(manifestUrl(name), bytes);
  const model = await verifiedFile(`${modelFolder(name)}/${manifest.file}`, manifest.sha256);
  await saveFile(manifestUrl(name), bytes); // not before the model is there: what is kept has to fit together
  return { manifest, model };
}

function readManifest(url: string, bytes: ArrayBuffer): Manifest {
  try {
    return parseManifest(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new ModelProblem('model_corrupt', `${url}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/**
 * Read model.json as the contract has it; throws an Error that names what is wrong.
 * variant: int8 where the manifest names it, unless one is asked for.
 */
export function parseManifest(json: unknown, variant?: Variant): Manifest {
  const manifest = section(json, 'the manifest');
  const input = section(manifest.input, 'input');
  const output = section(manifest.output, 'output');
  const crop = section(manifest.crop, 'crop');
  require(manifest.task === 'expression', `the task is ${String(manifest.task)}, not expression`);
  require(input.scale === '0-1', `input.scale is ${String(input.scale)}, not 0-1`);
  const files = variants(manifest);
  require(!variant || files[variant] !== undefined, `there is no variant ${variant}`);
  const parsed: Manifest = {
    name: text(manifest.name, 'name'),
    version: text(manifest.version, 'version'),
    ...files[variant ?? (files.int8 ? 'int8' : 'fp32')]!,
    labels: labels(manifest.labels),
    inputName: text(input.name, 'input.name'),
    outputName: text(output.name, 'output.name'),
    size: number(input.width, 'input.width'),
    channels: number(input.channels, 'input.channels'),
    mean: numbers(input.mean, 'input.mean'),
    std: numbers(input.std, 'input.std'),
    crop: {
      detector: text(crop.detector, 'crop.detector'),
      scale: number(crop.scale, 'crop.scale'),
      shiftY: number(crop.shift_y, 'crop.shift_y'),
    },
  };
  require((output.temperature ?? manifest.temperature) ===
    manifest.temperature, 'temperature must be one positive number');
  requireAgreement(parsed, number(input.height, 'input.height'));
  return parsed;
}

type VariantFile = Pick<Manifest, 'variant' | 'file' | 'sha256' | 'temperature'>;

/** What the manifest says of each file; every one must be sound, also those that are not loaded. */
function variants(manifest: Record<string, unknown>): Partial<Record<Variant, VariantFile>> {
  const fp32 = variantFile('fp32', { ...manifest, file: 'model.onnx' }, '');
  if (manifest.variants === undefined) return { fp32 };
  const { int8, ...others } = section(manifest.variants, 'variants');
  require(Object.keys(others).length === 0, `variants: ${Object.keys(others).join(', ')} is not int8`);
  if (int8 === undefined) return { fp32 };
  return { fp32, int8: variantFile('int8', section(int8, 'variants.int8'), 'variants.int8.') };
}

function variantFile(variant: Variant, entry: Record<string, unknown>, where: string): VariantFile {
  const file = variant === 'fp32' ? 'model.onnx' : `model.${variant}.onnx`;
  require(entry.file === file, `${where}file is ${String(entry.file)}, not ${file}`);
  const temperature = number(entry.temperature, `${where}temperature`);
  require(temperature > 0, `${where}temperature must be one positive number`);
  return { variant, file, sha256: text(entry.sha256, `${where}sha256`), temperature };
}

function requireAgreement(manifest: Manifest, height: number): void {
  const { size, channels, mean, std, crop } = manifest;
  require(size === height &&
    size > 0 &&
    [1, 3].includes(channels), `the input ${size}x${height}x${channels} is not square`);
  require(mean.length === channels && std.length === channels, `mean and std must have ${channels} values`);
  require(std.every((value) => value > 0), 'std must be positive');
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
