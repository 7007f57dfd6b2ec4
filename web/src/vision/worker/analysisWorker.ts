// The page's handle on the worker: one request at a time, an answer or a failure in time.

import { ModelProblem } from '../models/modelFiles';
import type { Reading } from '../readings/readings';
import { CameraProblem } from './failures';
import type { Answer, Request } from './messages';

const LOAD_TIMEOUT_MS = 120_000; // a first visit over a slow line: 4 MB
const FRAME_TIMEOUT_MS = 15_000;
const MEASURE_TIMEOUT_MS = 60_000;

/** Which model is to read. */
export interface ModelRequest {
  modelName: string;
  /** SHA-256 of the file that browsers load, where it is known: by it a new version under the same name is told. */
  modelHash?: string;
}

/** A reading, how long it took, and what the model saw where that was asked for. */
export interface Seen {
  reading: Reading;
  milliseconds: number;
  crop: Uint8Array | null;
}

/** A reading, with the milliseconds that it cost this device, and those until the next frame may come, if more. */
export interface Analyzed {
  reading: Reading;
  milliseconds: number;
  nextInMs?: number;
}

export interface Analysis {
  /** Load a model, once; rejects with ModelProblem or CameraProblem. */
  load(model: ModelRequest): Promise<void>;
  /** Read a frame; the bitmap is transferred. */
  analyze(bitmap: ImageBitmap, t: number): Promise<Analyzed>;
}

type Waiting = { resolve: (answer: Answer) => void; reject: (cause: Error) => void };

export class AnalysisWorker implements Analysis {
  #worker: Worker | null = null;
  #waiting: Waiting | null = null;
  #loaded: { key: string; done: Promise<void> } | null = null;
  #last: Promise<unknown> = Promise.resolve(); // a stopped camera may leave a frame behind: the next request waits

  load({ modelName, modelHash = '' }: ModelRequest): Promise<void> {
    const key = `${modelName}@${modelHash}`;
    if (this.#loaded?.key === key) return this.#loaded.done;
    const done = this.#ask({ kind: 'load', modelName }, [], LOAD_TIMEOUT_MS).then(() => undefined);
    this.#loaded = { key, done };
    done.catch(() => {
      this.#loaded = null; // so that the next click tries again
    });
    return done;
  }

  analyze(bitmap: ImageBitmap, t: number): Promise<Seen> {
    return this.#read(bitmap, t);
  }

  /** As `analyze`, with what the model saw: for a page that shows it, and never for anything that is sent. */
  analyzeWithCrop(bitmap: ImageBitmap, t: number): Promise<Seen> {
    return this.#read(bitmap, t, { withCrop: true });
  }

  /** As `analyzeWithCrop`, of an image: the nearest face, whatever a camera or another image has just shown. */
  analyzeStill(bitmap: ImageBitmap, t: number): Promise<Seen> {
    return this.#read(bitmap, t, { withCrop: true, still: true });
  }

  /** Milliseconds that this device takes for a frame, frame after frame for about three seconds; the model is loaded. */
  async measure(): Promise<readonly number[]> {
    const answer = await this.#ask({ kind: 'measure' }, [], MEASURE_TIMEOUT_MS);
    if (answer.kind !== 'measured')
      throw new CameraProblem('worker_failed', `a measurement was answered by ${answer.kind}`);
    return answer.milliseconds;
  }

  async #read(bitmap: ImageBitmap, t: number, { withCrop = false, still = false } = {}): Promise<Seen> {
    const answer = await this.#ask({ kind: 'frame', bitmap, t, withCrop, still }, [bitmap], FRAME_TIMEOUT_MS);
    if (answer.kind !== 'reading') throw new CameraProblem('worker_failed', `a frame was answered by ${answer.kind}`);
    return answer;
  }

  #ask(request: Request, transfer: Transferable[], timeout: number): Promise<Answer> {
    const answer = this.#last.then(() => this.#send(request, transfer, timeout));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  #send(request: Request, transfer: Transferable[], timeout: number): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#abandon(`no answer in ${timeout} ms`), timeout);
      const settle =
        <T>(then: (value: T) => void) =>
        (value: T) => {
          clearTimeout(timer);
          this.#waiting = null;
          then(value);
        };
      this.#waiting = { resolve: settle(resolve), reject: settle(reject) };
      this.#start().postMessage(request, transfer);
    });
  }

  #start(): Worker {
    if (this.#worker) return this.#worker;
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'vision' });
    worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => this.#receive(data));
    worker.addEventListener('error', (event) => this.#abandon(event.message || 'the worker could not start'));
    this.#worker = worker;
    return worker;
  }

  #receive(answer: Answer): void {
    if (answer.kind !== 'failed') this.#waiting?.resolve(answer);
    else if (answer.failure === 'worker_failed') this.#abandon(answer.message);
    else this.#waiting?.reject(new ModelProblem(answer.failure, answer.message));
  }

  /** Give the worker up; the next request starts another. */
  #abandon(why: string): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#loaded = null;
    this.#waiting?.reject(new CameraProblem('worker_failed', why));
  }
}

/** The page's one worker: it outlives a stopped camera, so that the next start is quick. */
export const analysisWorker = new AnalysisWorker();
