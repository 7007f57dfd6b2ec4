// Frames of a stream as bitmaps, one at a time, no more often than asked and than this device can take.

import { PowerWatch } from './power';

/** What became of a frame: the milliseconds that it cost this device, and how long no other is needed. */
export interface Taken {
  milliseconds: number;
  nextInMs?: number;
}

/** Takes a bitmap (and closes it or hands it on). */
export type FrameTaker = (bitmap: ImageBitmap, t: number) => Promise<Taken>;

export interface FrameSource {
  /** Resolves when the first frame is there. */
  ready(): Promise<void>;
  /** Begin, or go on after `pause`. */
  run(): void;
  pause(): void;
  /** Release the stream. */
  close(): void;
}

const SHARE_OF_TIME = 0.5; // analysis may take this much of one core, so that the page stays quick on slow devices

/** Milliseconds between the starts of two analyses. slowdown: 1, or more where power is short. */
export function pace(analysesPerSecond: number, milliseconds: number, slowdown = 1): number {
  return slowdown * Math.max(1000 / analysesPerSecond, milliseconds / SHARE_OF_TIME);
}

/** Milliseconds since the epoch that never run backwards. */
export function now(): number {
  return performance.timeOrigin + performance.now();
}

/** Frames of a stream, through its own video element: one in the page would pause when a page is left. */
export class StreamFrames implements FrameSource {
  readonly #video = document.createElement('video');
  readonly #analysesPerSecond: number;
  readonly #take: FrameTaker;
  readonly #power = new PowerWatch();
  #runs = 0;
  #running = false;
  #milliseconds = 0;
  #due = 0;

  constructor(stream: MediaStream, analysesPerSecond: number, take: FrameTaker) {
    this.#analysesPerSecond = analysesPerSecond;
    this.#take = take;
    this.#video.muted = true;
    this.#video.playsInline = true;
    this.#video.srcObject = stream;
  }

  async ready(): Promise<void> {
    await this.#video.play();
  }

  run(): void {
    if (this.#running) return;
    this.#running = true;
    this.#runs += 1;
    this.#schedule(this.#runs);
  }

  pause(): void {
    this.#running = false;
  }

  close(): void {
    this.pause();
    this.#power.stop();
    this.#video.srcObject = null;
  }

  #schedule(run: number): void {
    const next = () => void this.#step(run);
    if ('requestVideoFrameCallback' in this.#video) {
      this.#video.requestVideoFrameCallback(next);
    } else {
      setTimeout(next, Math.max(this.#due - now(), 10));
    }
  }

  async #step(run: number): Promise<void> {
    if (!this.#running || run !== this.#runs) return;
    const t = now();
    const bitmap = t >= this.#due ? await this.#grab() : null;
    if (bitmap) {
      const { milliseconds, nextInMs = 0 } = await this.#take(bitmap, t);
      this.#milliseconds = this.#milliseconds === 0 ? milliseconds : 0.8 * this.#milliseconds + 0.2 * milliseconds;
      this.#due = Math.max(
        t + pace(this.#analysesPerSecond, this.#milliseconds, this.#power.slowdown),
        now() + nextInMs,
      );
    }
    this.#schedule(run);
  }

  /** The present frame, or null while the stream has none. */
  async #grab(): Promise<ImageBitmap | null> {
    if (this.#video.videoWidth === 0) return null;
    return createImageBitmap(this.#video).catch(() => null);
  }
}
