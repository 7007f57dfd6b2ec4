// What the page and the worker say to each other.

import type { ModelFailure } from './modelFiles';
import type { Reading } from './readings';

export type Request = { kind: 'load'; modelName: string } | { kind: 'frame'; bitmap: ImageBitmap; t: number };

export type Answer =
  | { kind: 'loaded' }
  | { kind: 'reading'; reading: Reading; milliseconds: number }
  | { kind: 'failed'; failure: ModelFailure | 'worker_failed'; message: string };
