// ExpressionCamera: from the student's click to readings and windows, and off again immediately.

import type { Reading } from '../readings/readings';
import { Smoother } from '../readings/smoothing';
import type { Displayed } from '../readings/smoothing';
import { WindowBuilder } from '../readings/windows';
import type { WindowSource, WindowSummary } from '../readings/windows';
import { analysisWorker } from '../worker/analysisWorker';
import type { Analysis, Seen, ModelRequest } from '../worker/analysisWorker';
import { failureOf } from '../worker/failures';
import type { CameraFailure } from '../worker/failures';
import { StreamFrames } from './frames';
import type { FrameSource, FrameTaker, Taken } from './frames';
import { FrameSkipped, ServerAnalysis } from './serverAnalysis';
import type { SendFrame } from './serverAnalysis';
import { closeStream, openStream } from './stream';

export type CameraState =
  | { kind: 'off' }
  | { kind: 'starting'; stage: 'permission' | 'model' | 'warmup' }
  | { kind: 'running' }
  | { kind: 'paused'; reason: 'hidden' | 'server_busy' | 'offline' }
  | { kind: 'failed'; failure: CameraFailure };

export interface ExpressionCameraEvents {
  state(state: CameraState): void;
  reading(reading: Reading, shown: Displayed): void;
  window(summary: WindowSummary): void;
}

export interface CameraOptions extends ModelRequest {
  /** Length of a window: 10 self-paced, 5 in a live class. */
  windowSeconds: number;
  /** Where the readings come from. Default: this device. */
  source?: WindowSource;
  /** At most; fewer on a slow device. Default 6. */
  analysesPerSecond?: number;
}

/** What the camera is made of; tests give their own. */
export interface CameraDependencies {
  openStream(): Promise<MediaStream>;
  frames(stream: MediaStream, analysesPerSecond: number, take: FrameTaker): FrameSource;
  analysis: Analysis;
}

const BROWSER: CameraDependencies = {
  openStream,
  frames: (stream, analysesPerSecond, take) => new StreamFrames(stream, analysesPerSecond, take),
  analysis: analysisWorker,
};

/** The parts of a camera that also shows what its model sees. */
export function partsShowing(onSeen: (seen: Seen) => void): CameraDependencies {
  const analyze = async (bitmap: ImageBitmap, t: number) => {
    const seen = await analysisWorker.analyzeWithCrop(bitmap, t);
    onSeen(seen);
    return seen;
  };
  return { ...BROWSER, analysis: { load: (model) => analysisWorker.load(model), analyze } };
}

/** The parts of a camera whose frames a server reads. */
export function partsWithServer(send: SendFrame): CameraDependencies {
  return { ...BROWSER, analysis: new ServerAnalysis(send) };
}

const OFF: CameraState = { kind: 'off' };

/** One run of the camera, from start to stop. */
interface Run {
  ended: AbortController;
  stream: MediaStream | null;
  frames: FrameSource | null;
  smoother: Smoother;
  windows: WindowBuilder;
}

/**
 * Reads the face before the camera, on this device. `start` must be called from the student's own click; it never
 * rejects, failures are states. `stop` and a hidden tab discard the open window: only what was seen whole is reported.
 */
export class ExpressionCamera {
  readonly #options: CameraOptions;
  readonly #parts: CameraDependencies;
  readonly #listeners: { [K in keyof ExpressionCameraEvents]: Set<ExpressionCameraEvents[K]> } = {
    state: new Set(),
    reading: new Set(),
    window: new Set(),
  };
  #state: CameraState = OFF;
  #run: Run | null = null;
  #preview: HTMLVideoElement | null = null;

  constructor(options: CameraOptions, parts: CameraDependencies = BROWSER) {
    this.#options = options;
    this.#parts = parts;
  }

  get state(): CameraState {
    return this.#state;
  }

  /** Listen to an event; returns the function that ends it. */
  on<K extends keyof ExpressionCameraEvents>(kind: K, listener: ExpressionCameraEvents[K]): () => void {
    this.#listeners[kind].add(listener);
    return () => this.#listeners[kind].delete(listener);
  }

  /** Show the camera's picture in an element of the page, or in none; readings do not depend on it. */
  show(video: HTMLVideoElement | null): void {
    if (this.#preview && this.#preview !== video) this.#preview.srcObject = null;
    this.#preview = video;
    if (!video) return;
    video.srcObject = this.#run?.stream ?? null;
    video.muted = true;
    if (video.srcObject) void video.play().catch(() => undefined); // a preview that is taken away again is no failure
  }

  /** Turn the camera on; does nothing when it is on or starting. */
  async start(video?: HTMLVideoElement): Promise<void> {
    if (video) this.show(video);
    if (this.#run) return;
    const windows = new WindowBuilder(this.#options.windowSeconds, this.#options.source);
    const run: Run = { ended: new AbortController(), stream: null, frames: null, smoother: new Smoother(), windows };
    this.#run = run;
    try {
      await this.#open(run);
    } catch (cause) {
      this.#fail(run, failureOf(cause));
    }
  }

  /** Turn the camera off immediately: its light goes out and the open window is discarded. */
  stop(): void {
    this.#release();
    this.#become(OFF);
  }

  async #open(run: Run): Promise<void> {
    const { signal } = run.ended;
    this.#become({ kind: 'starting', stage: 'permission' });
    const stream = await this.#parts.openStream();
    if (signal.aborted) return closeStream(stream);
    run.stream = stream;
    for (const track of stream.getVideoTracks()) {
      track.addEventListener('ended', () => this.#fail(run, 'camera_ended'), { signal });
    }
    this.show(this.#preview);
    this.#become({ kind: 'starting', stage: 'model' });
    await this.#parts.analysis.load(this.#options);
    if (signal.aborted) return;
    this.#become({ kind: 'starting', stage: 'warmup' });
    run.frames = this.#parts.frames(stream, this.#options.analysesPerSecond ?? 6, (bitmap, t) =>
      this.#take(run, bitmap, t),
    );
    await run.frames.ready();
    if (signal.aborted) return;
    document.addEventListener('visibilitychange', () => this.#follow(run), { signal });
    this.#follow(run);
  }

  /** Analyse while the tab is visible; nothing is seen while it is hidden. */
  #follow(run: Run): void {
    const { hidden } = document;
    for (const track of run.stream?.getVideoTracks() ?? []) track.enabled = !hidden;
    if (hidden) {
      run.frames?.pause();
      run.windows.discard();
      run.smoother = new Smoother();
      this.#become({ kind: 'paused', reason: 'hidden' });
    } else {
      run.frames?.run();
      if (this.#state.kind === 'paused') this.#become({ kind: 'running' });
    }
  }

  async #take(run: Run, bitmap: ImageBitmap, t: number): Promise<Taken> {
    const unwanted = () => run.ended.signal.aborted || document.hidden;
    if (unwanted()) {
      bitmap.close();
      return { milliseconds: 0 };
    }
    try {
      const { reading, milliseconds, nextInMs } = await this.#parts.analysis.analyze(bitmap, t);
      if (!unwanted()) this.#report(run, reading);
      return { milliseconds, nextInMs };
    } catch (cause) {
      if (cause instanceof FrameSkipped) this.#skip(run, cause.reason);
      else this.#fail(run, failureOf(cause));
      return { milliseconds: 0 };
    }
  }

  /** Nothing is seen while frames are not read: what was begun is left out, as with a hidden tab. */
  #skip(run: Run, reason: FrameSkipped['reason']): void {
    if (run.ended.signal.aborted || document.hidden) return;
    run.windows.discard();
    this.#become({ kind: 'paused', reason });
  }

  #report(run: Run, reading: Reading): void {
    if (this.#state.kind !== 'running') this.#become({ kind: 'running' });
    const shown = run.smoother.update(reading);
    for (const listener of this.#listeners.reading) listener(reading, shown);
    const closed = run.windows.add(reading);
    if (closed) for (const listener of this.#listeners.window) listener(closed);
  }

  #fail(run: Run, failure: CameraFailure): void {
    if (run.ended.signal.aborted) return;
    this.#release();
    this.#become({ kind: 'failed', failure });
  }

  #release(): void {
    const run = this.#run;
    this.#run = null;
    run?.ended.abort();
    run?.frames?.close();
    if (run?.stream) closeStream(run.stream);
    if (this.#preview) this.#preview.srcObject = null;
  }

  #become(state: CameraState): void {
    if (state.kind === 'off' && this.#state.kind === 'off') return;
    this.#state = state;
    for (const listener of this.#listeners.state) listener(state);
  }
}
