// What the page and the worker say to each other.

import type { ModelFailure } from '../models/modelFiles';
import type { Reading } from '../readings/readings';

export type Request =
  | { kind: 'load'; modelName: string }
  /** still: an image that belongs to no camera; no frame before or after it counts. */
  | { kind: 'frame'; bitmap: ImageBitmap; t: number; withCrop: boolean; still: boolean }
  | { kind: 'measure' };

export type Answer =
  | { kind: 'loaded' }
  /** crop: what the model saw, only where it was asked for and there was a face. */
  | { kind: 'reading'; reading: Reading; milliseconds: number; crop: Uint8Array | null }
  | { kind: 'measured'; milliseconds: number[] }
  | { kind: 'failed'; failure: ModelFailure | 'worker_failed'; message: string };
