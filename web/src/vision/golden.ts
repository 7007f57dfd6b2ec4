// The golden files of tests/contract, for the tests of this package.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { env } from 'onnxruntime-web/wasm';
import { PNG } from 'pngjs';
import { expect } from 'vitest';

import type { Pixels } from './geometry/faces';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');

/** A file of the repository, by its path from the root. */
export function repositoryFile(path: string): Buffer {
  return readFileSync(resolve(ROOT, path));
}

export function golden<T>(name: string): T {
  return JSON.parse(repositoryFile(`tests/contract/${name}.json`).toString()) as T;
}

/** A golden picture as a canvas would give its pixels. */
export function image(name: string): Pixels {
  const { data, width, height } = PNG.sync.read(repositoryFile(`tests/contract/pictures/${name}.png`));
  return { data: new Uint8Array(data), width, height };
}

/** A file of a model as the worker would fetch it. */
export function modelFile(path: string): ArrayBuffer {
  return new Uint8Array(repositoryFile(`models/${path}`)).buffer;
}

/** Give onnxruntime-web its WebAssembly from the disk: Node has no server to fetch it from. */
export function useLocalRuntime(): void {
  const file = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
  env.wasm.numThreads = 1;
  env.wasm.wasmBinary = new Uint8Array(readFileSync(file)).buffer;
}

/** A matcher that takes every number within half of the last of `digits` decimals, and all else as it is. */
export function near(expected: unknown, digits: number): unknown {
  if (typeof expected === 'number') return expect.closeTo(expected, digits);
  if (Array.isArray(expected)) return expected.map((each) => near(each, digits));
  if (typeof expected !== 'object' || expected === null) return expected;
  return Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, near(value, digits)]));
}
