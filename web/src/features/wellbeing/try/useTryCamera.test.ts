import { act, renderHook } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import type { CameraState, Displayed, ExpressionCameraEvents, Seen } from '@/vision';
import { useTryCamera } from './useTryCamera';

/** A camera that was made, with the page's listeners for the test to call. */
interface Made {
  options: unknown;
  onSeen: (seen: Seen) => void;
  emit: ExpressionCameraEvents;
  running: boolean;
}

const made = vi.hoisted<Made[]>(() => []);

vi.mock('@/vision', () => ({
  partsShowing: (onSeen: Made['onSeen']) => onSeen,
  ExpressionCamera: class implements Made {
    emit = {} as ExpressionCameraEvents;
    running = false;
    constructor(
      readonly options: unknown,
      readonly onSeen: Made['onSeen'],
    ) {
      made.push(this);
    }
    on(kind: keyof ExpressionCameraEvents, listener: never) {
      this.emit[kind] = listener;
    }
    async start() {
      this.running = true;
      this.emit.state({ kind: 'running' });
    }
    stop() {
      this.running = false;
      this.emit.state({ kind: 'off' });
    }
  },
}));

const MODEL = { name: 'cnn', sha256: 'f00' };
const seen = { milliseconds: 20, reading: { t: 5 } } as Seen;
const happy: Displayed = { label: 'happiness', confidence: 0.8, reason: null };
const NOTHING = { state: { kind: 'off' }, shown: null, seen: null, speed: { milliseconds: [], at: [] } };

const page = () => renderHook(() => useTryCamera(MODEL));

beforeEach(() => {
  made.length = 0;
});

test('a camera that is turned off while its code is on its way never opens', async () => {
  const { result } = page();
  await act(async () => {
    const starting = result.current.start();
    result.current.stop();
    await starting;
  });
  expect(made).toHaveLength(0);
  expect(result.current.view).toEqual(NOTHING);
});

test('nor does one whose page is left', async () => {
  const { result, unmount } = page();
  const starting = result.current.start();
  unmount();
  await starting;
  expect(made).toHaveLength(0);
});

test('on, off and on again opens one camera, which can be turned off', async () => {
  const { result } = page();
  await act(async () => {
    const first = result.current.start();
    result.current.stop();
    await first; // and no sooner: of two imports at the same time Vitest gives one the real camera
    await result.current.start();
  });
  expect(made.map(({ running }) => running)).toEqual([true]);
  act(() => result.current.stop());
  expect(made.map(({ running }) => running)).toEqual([false]);
});

test('a camera is told by the hash which version of the model is wanted', async () => {
  const { result } = page();
  await act(() => result.current.start());
  expect(made[0]!.options).toMatchObject({ modelName: 'cnn', modelHash: 'f00' });
});

test('turning it on once more ends the one that runs', async () => {
  const { result } = page();
  await act(() => result.current.start());
  await act(() => result.current.start());
  expect(made.map(({ running }) => running)).toEqual([false, true]);
  expect(result.current.view.state).toEqual({ kind: 'running' });
});

test('a frame that was on its way when the camera was turned off shows nothing', async () => {
  const { result } = page();
  await act(() => result.current.start());
  act(() => made[0]!.onSeen(seen));
  expect(result.current.view.seen).toBe(seen);
  act(() => result.current.stop());
  act(() => {
    made[0]!.onSeen(seen);
    made[0]!.emit.reading(seen.reading, happy);
  });
  expect(result.current.view).toEqual(NOTHING);
});

test('nor does one that was on its way when the camera failed', async () => {
  const { result } = page();
  await act(() => result.current.start());
  const failed: CameraState = { kind: 'failed', failure: 'camera_ended' };
  act(() => made[0]!.emit.state(failed));
  act(() => made[0]!.onSeen(seen));
  expect(result.current.view).toEqual({ ...NOTHING, state: failed });
});
