// Reading frames on the server, for devices that are too weak for the worker: one small JPEG at a time, answered and forgotten.

import { recent } from '../geometry/faces';
import type { Box, FacePosition } from '../geometry/faces';
import { ModelProblem } from '../models/modelFiles';
import type { Reading } from '../readings/readings';
import type { Analysis, Analyzed } from '../worker/analysisWorker';
import { CameraProblem } from '../worker/failures';

/** The longer side of what is sent, in pixels: at an arm's length a face then has about 100, and the model sees 48. */
export const SENT_SIDE = 320;
const JPEG_QUALITY = 0.8;
const OFFLINE_WAIT_MS = 3_000;
const REMEMBERED_MS = 6_000; // the server asks for a frame every five seconds at the latest

/** What the server made of a frame. `nextInMs`, and `retryAfter` in seconds: how long until it wants the next one. */
export type FrameAnswer =
  | { kind: 'reading'; reading: Reading; nextInMs: number }
  | { kind: 'wait'; reason: 'server_busy' | 'offline'; retryAfter?: number }
  | { kind: 'refused'; reason: 'not_allowed' | 'model_missing' | 'server_failed' };

/** last: where the face was in the picture that was sent before, in its pixels. */
export type SendFrame = (jpeg: Blob, t: number, last: Box | null) => Promise<FrameAnswer>;

/** A frame that was not read, and need not be: the next one will do. */
export class FrameSkipped extends Error {
  readonly reason: 'server_busy' | 'offline';

  constructor(reason: 'server_busy' | 'offline') {
    super(`the frame was skipped: ${reason}`);
    this.name = 'FrameSkipped';
    this.reason = reason;
  }
}

/** How much smaller a frame is sent, 1 or less. */
export function sentScale(width: number, height: number): number {
  return Math.min(1, SENT_SIDE / Math.max(width, height));
}

/** A reading of the sent picture, with its box in pixels of the camera's frame. */
export function inFrame(reading: Reading, scale: number): Reading {
  if (!reading.box) return reading;
  const { x, y, width, height } = reading.box;
  return { ...reading, box: { x: x / scale, y: y / scale, width: width / scale, height: height / scale } };
}

/**
 * Analysis by a server. The camera awaits each answer before it takes the next frame, so none piles up. The server
 * remembers nothing, so it is told where the student's face was: another person who comes nearer is not read instead.
 */
export class ServerAnalysis implements Analysis {
  readonly #send: SendFrame;
  readonly #wait: (milliseconds: number) => Promise<void>;
  #last: FacePosition | null = null;

  constructor(
    send: SendFrame,
    wait = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds)),
  ) {
    this.#send = send;
    this.#wait = wait;
  }

  /** There is nothing to load here: a model that is missing shows with the first frame. */
  async load(): Promise<void> {
    this.#last = null; // someone else in front of the camera
  }

  async analyze(bitmap: ImageBitmap, t: number): Promise<Analyzed> {
    const started = performance.now();
    const scale = sentScale(bitmap.width, bitmap.height);
    const jpeg = await encode(bitmap, scale);
    const local = performance.now() - started; // waiting for the server costs this device nothing
    const answer = await this.#send(jpeg, t, recent(this.#last, t, REMEMBERED_MS));
    if (answer.kind === 'reading') {
      if (answer.reading.box) this.#last = { box: answer.reading.box, t };
      return { reading: inFrame(answer.reading, scale), milliseconds: local, nextInMs: answer.nextInMs };
    }
    if (answer.kind === 'wait') {
      await this.#wait(answer.retryAfter === undefined ? OFFLINE_WAIT_MS : answer.retryAfter * 1000);
      throw new FrameSkipped(answer.reason);
    }
    if (answer.reason === 'model_missing') throw new ModelProblem('model_missing', 'the server has no model');
    throw new CameraProblem(answer.reason, 'the server does not read this camera');
  }
}

/** Draw a frame smaller and encode it; the bitmap is closed. */
async function encode(bitmap: ImageBitmap, scale: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(bitmap.width * scale)),
    Math.max(1, Math.round(bitmap.height * scale)),
  );
  const context = canvas.getContext('2d');
  if (!context) throw new CameraProblem('worker_failed', 'this browser has no 2D canvas');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
}
