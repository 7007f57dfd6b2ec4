import { beforeEach, expect, test, vi } from 'vitest';

import { AnalysisWorker, analysisWorker } from './analysisWorker';
import type { Answer, Request } from './messages';
import { analyzeImage } from '../camera/image';
import { noFace } from '../readings/readings';

const asked: Request[] = [];

/** A worker that has an answer to everything. */
class StandInWorker extends EventTarget {
  postMessage(request: Request): void {
    asked.push(request);
    const data: Answer =
      request.kind === 'load'
        ? { kind: 'loaded' }
        : { kind: 'reading', reading: noFace(1, 'm@1'), milliseconds: 20, crop: null };
    queueMicrotask(() => this.dispatchEvent(new MessageEvent('message', { data })));
  }
}

const bitmap = { width: 4, height: 3, close: () => undefined } as ImageBitmap;

beforeEach(() => {
  asked.length = 0;
  vi.stubGlobal('Worker', StandInWorker);
});

test('a model is loaded once, and a new version under the same name is another model', async () => {
  const worker = new AnalysisWorker();
  for (const modelHash of ['a1', 'a1', 'b2', 'b2']) await worker.load({ modelName: 'm', modelHash });
  expect(asked).toHaveLength(2);
});

test('frames of a camera belong together, an image stands alone', async () => {
  vi.stubGlobal('createImageBitmap', async () => bitmap);
  await analysisWorker.analyze(bitmap, 1);
  await analysisWorker.analyzeWithCrop(bitmap, 2);
  await analyzeImage(new Blob(['image']), { modelName: 'm' });
  expect(asked.filter(({ kind }) => kind === 'frame')).toMatchObject([
    { still: false, withCrop: false },
    { still: false, withCrop: true },
    { still: true, withCrop: true },
  ]);
});
