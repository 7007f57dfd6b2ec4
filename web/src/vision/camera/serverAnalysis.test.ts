import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { noFace } from '../readings/readings';
import { FrameSkipped, inFrame, sentScale, ServerAnalysis } from './serverAnalysis';
import type { FrameAnswer, SendFrame } from './serverAnalysis';

const drawn: { width: number; height: number }[] = [];

/** A canvas that remembers its size: jsdom has none. */
class StandInCanvas {
  constructor(
    readonly width: number,
    readonly height: number,
  ) {}

  getContext() {
    return {
      drawImage: (_: unknown, _x: number, _y: number, width: number, height: number) => drawn.push({ width, height }),
    };
  }

  async convertToBlob({ type }: { type: string }) {
    return new Blob(['jpeg'], { type });
  }
}

const bitmap = () =>
  ({ width: 640, height: 480, close: vi.fn<() => void>() }) as unknown as ImageBitmap & {
    close: ReturnType<typeof vi.fn>;
  };
const answering = (answer: FrameAnswer) => vi.fn<SendFrame>(async () => answer);

beforeEach(() => vi.stubGlobal('OffscreenCanvas', StandInCanvas));
afterEach(() => {
  drawn.length = 0;
  vi.unstubAllGlobals();
});

test('a frame is sent small, and its box comes back in pixels of the camera', async () => {
  const reading = { ...noFace(7, 'cnn@1'), face: true, abstain: null, box: { x: 10, y: 20, width: 50, height: 60 } };
  const send = answering({ kind: 'reading', reading, nextInMs: 700 });
  const frame = bitmap();
  const { reading: seen, nextInMs } = await new ServerAnalysis(send).analyze(frame, 7);
  expect(drawn).toEqual([{ width: 320, height: 240 }]);
  expect(send).toHaveBeenCalledWith(expect.objectContaining({ type: 'image/jpeg' }), 7, null);
  expect(nextInMs).toBe(700);
  expect(seen.box).toEqual({ x: 20, y: 40, width: 100, height: 120 });
  expect(frame.close).toHaveBeenCalledOnce();
});

test('the server is told where the face was, in pixels of what is sent, until that is long ago or the camera starts again', async () => {
  const seen = (x: number) => ({
    kind: 'reading' as const,
    reading: { ...noFace(7, 'cnn@1'), face: true, abstain: null, box: { x, y: 20, width: 50, height: 60 } },
    nextInMs: 0,
  });
  const noOne = { kind: 'reading' as const, reading: noFace(8, 'cnn@1'), nextInMs: 0 };
  const answers: FrameAnswer[] = [seen(10), noOne, seen(30), seen(40), seen(50), seen(60)];
  const send = vi.fn<SendFrame>(async () => answers.shift()!);
  const analysis = new ServerAnalysis(send);
  for (const t of [0, 1_000, 6_000, 12_001]) await analysis.analyze(bitmap(), t); // eslint-disable-line no-await-in-loop -- frame after frame
  await analysis.load();
  await analysis.analyze(bitmap(), 12_500);
  expect(send.mock.calls.map(([, , last]) => last?.x ?? null)).toEqual([null, 10, 10, null, null]);
});

test('a small camera is sent as it is', () => {
  expect(sentScale(320, 240)).toBe(1);
  expect(sentScale(160, 120)).toBe(1);
  expect(inFrame(noFace(1, 'cnn@1'), 0.5)).toEqual(noFace(1, 'cnn@1'));
});

test.each([
  [{ kind: 'wait', reason: 'server_busy', retryAfter: 4 }, 4_000],
  [{ kind: 'wait', reason: 'offline' }, 3_000],
] as const)('%o skips the frame and waits as long as it is told', async (answer, milliseconds) => {
  const wait = vi.fn<(ms: number) => Promise<void>>(async () => undefined);
  const analysis = new ServerAnalysis(answering(answer), wait);
  await expect(analysis.analyze(bitmap(), 1)).rejects.toEqual(new FrameSkipped(answer.reason));
  expect(wait).toHaveBeenCalledWith(milliseconds);
});

test.each([
  ['model_missing', { failure: 'model_missing' }],
  ['not_allowed', { failure: 'not_allowed' }],
  ['server_failed', { failure: 'server_failed' }],
] as const)('a refusal for %s is a failure with that name', async (reason, failure) => {
  await expect(new ServerAnalysis(answering({ kind: 'refused', reason })).analyze(bitmap(), 1)).rejects.toMatchObject(
    failure,
  );
});
