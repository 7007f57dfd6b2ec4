import { expect, test, vi } from 'vitest';
import type { Displayed, ExpressionCamera, ExpressionCameraEvents, Reading, WindowSummary } from '@/vision';
import { CameraSession, type CameraModel } from './CameraSession';

const MODEL: CameraModel = { modelName: 'custom-cnn-48', windowSeconds: 10, source: 'on_device' };
const HAPPY: Displayed = { label: 'happiness', confidence: 0.8, reason: null };
const UNSURE: Displayed = { label: 'unknown', confidence: 0, reason: 'too_dark' };
const reading = (t: number) => ({ t }) as Reading;

/** A camera whose events the test makes. */
function standInCamera() {
  const listeners: Partial<ExpressionCameraEvents> = {};
  const camera = {
    on: (kind: keyof ExpressionCameraEvents, listener: never) => {
      listeners[kind] = listener;
      return () => undefined;
    },
    start: vi.fn<() => Promise<void>>(async () => listeners.state?.({ kind: 'running' })),
    stop: vi.fn<() => void>(),
    show: vi.fn<() => void>(),
  };
  return { camera: camera as unknown as ExpressionCamera, listeners };
}

async function runningSession(onWindow = vi.fn<(summary: WindowSummary) => void>()) {
  const { camera, listeners } = standInCamera();
  const session = new CameraSession(onWindow, async () => camera);
  await session.start(MODEL);
  return { session, camera, listeners, onWindow };
}

test('the camera is off until it is started', () => {
  const load = vi.fn<() => Promise<ExpressionCamera>>();
  expect(new CameraSession(() => undefined, load).getView().state).toEqual({ kind: 'off' });
  expect(load).not.toHaveBeenCalled();
});

test('what it reads is shown, not faster than one can read', async () => {
  const { session, listeners } = await runningSession();
  listeners.reading?.(reading(1_000), HAPPY);
  listeners.reading?.(reading(1_100), { ...HAPPY, confidence: 0.9 });
  expect(session.getView().shown?.confidence).toBe(0.8);
  listeners.reading?.(reading(1_500), { ...HAPPY, confidence: 0.9 });
  expect(session.getView().shown?.confidence).toBe(0.9);
});

test('a change of what it reads is shown immediately', async () => {
  const { session, listeners } = await runningSession();
  listeners.reading?.(reading(1_000), HAPPY);
  listeners.reading?.(reading(1_050), UNSURE);
  expect(session.getView().shown).toEqual(UNSURE);
});

test('stopping turns the camera off and discards what was read', async () => {
  const { session, camera, listeners } = await runningSession();
  listeners.reading?.(reading(1_000), HAPPY);
  session.stop();
  expect(camera.stop).toHaveBeenCalled();
  expect(session.getView()).toEqual({
    state: { kind: 'off' },
    shown: null,
    stoppedBy: null,
    source: 'on_device',
    slow: false,
  });
});

test('a camera that was stopped from outside says why', async () => {
  const { session } = await runningSession();
  session.forbid();
  session.forbid();
  expect(session.getView()).toMatchObject({ state: { kind: 'off' }, stoppedBy: 'consent_required' });
});

test('windows are handed on', async () => {
  const { listeners, onWindow } = await runningSession();
  listeners.window?.({ id: 'w1' } as WindowSummary);
  expect(onWindow).toHaveBeenCalledWith({ id: 'w1' });
});

test('stopping while the camera is still being loaded leaves it off', async () => {
  const { camera } = standInCamera();
  let loaded: (camera: ExpressionCamera) => void = () => undefined;
  const session = new CameraSession(
    () => undefined,
    () => new Promise((resolve) => (loaded = resolve)),
  );
  const started = session.start(MODEL);
  session.stop();
  loaded(camera);
  await started;
  expect(camera.start).not.toHaveBeenCalled();
  expect(session.getView().state).toEqual({ kind: 'off' });
});

test('on, off and on again while the camera is still being loaded leaves one', async () => {
  const loading: ((camera: ExpressionCamera) => void)[] = [];
  const session = new CameraSession(
    () => undefined,
    () => new Promise((resolve) => loading.push(resolve)),
  );
  const first = session.start(MODEL);
  session.stop();
  const second = session.start(MODEL);
  const [late, current] = [standInCamera(), standInCamera()];
  loading[0]!(late.camera);
  await first;
  loading[1]!(current.camera);
  await second;
  expect(late.camera.start).not.toHaveBeenCalled();
  expect(current.camera.start).toHaveBeenCalledOnce();
  expect(session.getView().state).toEqual({ kind: 'running' });
});

test('a start that was overtaken cannot fail the one that runs', async () => {
  const { camera } = standInCamera();
  let fail: (cause: Error) => void = () => undefined;
  const load = vi
    .fn<() => Promise<ExpressionCamera>>()
    .mockReturnValueOnce(new Promise((_, reject) => (fail = reject)))
    .mockResolvedValue(camera);
  const session = new CameraSession(() => undefined, load);
  const first = session.start(MODEL);
  await session.start(MODEL);
  fail(new Error('offline'));
  await first;
  expect(camera.stop).not.toHaveBeenCalled();
  expect(session.getView().state).toEqual({ kind: 'running' });
});

test('nothing of a stopped camera is sent or shown', async () => {
  const { session, listeners, onWindow } = await runningSession();
  session.stop();
  listeners.window?.({ id: 'w1' } as WindowSummary);
  listeners.reading?.(reading(1_000), HAPPY);
  expect(onWindow).not.toHaveBeenCalled();
  expect(session.getView().shown).toBeNull();
});

test('without a network it says so', async () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  const session = new CameraSession(
    () => undefined,
    () => Promise.reject(new Error('offline')),
  );
  await session.start(MODEL);
  expect(session.getView().state).toEqual({ kind: 'failed', failure: 'offline' });
});

test('when the camera code cannot be loaded, that is a failure with a name', async () => {
  const session = new CameraSession(
    () => undefined,
    () => Promise.reject(new Error('offline')),
  );
  await session.start(MODEL);
  expect(session.getView().state).toEqual({ kind: 'failed', failure: 'worker_failed' });
});

test.each([
  ['on_device', true],
  ['server', false],
] as const)('readings that come rarely %s: the device is called slow: %s', async (source, slow) => {
  const { camera, listeners } = standInCamera();
  const session = new CameraSession(
    () => undefined,
    async () => camera,
  );
  await session.start({ ...MODEL, source });
  for (let t = 0; t <= 30_000; t += 2_000) listeners.reading?.(reading(t), HAPPY);
  expect(session.getView().slow).toBe(slow);
});
