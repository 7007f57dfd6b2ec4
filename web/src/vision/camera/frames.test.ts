import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { pace, StreamFrames } from './frames';
import type { Taken } from './frames';

it.each([
  [6, 20, 1000 / 6], // a quick device: as often as asked
  [6, 250, 500], // a slow one: half of its time stays free
  [8, 0, 125],
])('with %i analyses a second asked and %i ms each, one begins every %d ms', (asked, milliseconds, expected) => {
  expect(pace(asked, milliseconds)).toBeCloseTo(expected);
});

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('createImageBitmap', async () => ({}) as ImageBitmap);
  vi.spyOn(HTMLVideoElement.prototype, 'videoWidth', 'get').mockReturnValue(640);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** How many frames are taken in ten seconds when each answer is the given one. */
async function takenInTenSeconds(taken: Taken): Promise<number> {
  const take = vi.fn<() => Promise<Taken>>(async () => taken);
  const frames = new StreamFrames({} as MediaStream, 4, take);
  frames.run();
  await vi.advanceTimersByTimeAsync(10_000);
  frames.close();
  return take.mock.calls.length;
}

it.each([
  [{ milliseconds: 0 }, 40],
  [{ milliseconds: 0, nextInMs: 80 }, 40], // it may send more often than it wants to
  [{ milliseconds: 0, nextInMs: 1_000 }, 10], // many others send, too
])('after %o, asked for four a second, it takes %i frames in ten seconds', async (taken, expected) => {
  const frames = await takenInTenSeconds(taken);
  expect(Math.abs(frames - expected)).toBeLessThanOrEqual(1);
});
