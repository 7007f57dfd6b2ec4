import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { ExpressionCamera } from './camera';
import type { CameraDependencies, CameraState } from './camera';
import { CameraProblem } from '../worker/failures';
import type { FrameTaker } from './frames';
import { ModelProblem } from '../models/modelFiles';
import { noFace } from '../readings/readings';
import type { Reading } from '../readings/readings';
import { FrameSkipped } from './serverAnalysis';

/** A track of a camera: stoppable, and it can end by itself. */
class Track extends EventTarget {
  enabled = true;
  readyState: 'live' | 'ended' = 'live';
  stop = () => {
    this.readyState = 'ended';
  };
}

class Bench {
  readonly track = new Track();
  readonly frames = {
    ready: async () => undefined,
    run: vi.fn<() => void>(),
    pause: vi.fn<() => void>(),
    close: vi.fn<() => void>(),
  };
  readonly open = vi.fn<() => Promise<MediaStream>>();
  readonly load = vi.fn<() => Promise<void>>();
  readonly states: CameraState[] = [];
  readonly camera: ExpressionCamera;
  #take: FrameTaker = async () => ({ milliseconds: 0 });
  failing: Error | null = null;

  constructor() {
    const stream = { getTracks: () => [this.track], getVideoTracks: () => [this.track] } as unknown as MediaStream;
    this.open.mockResolvedValue(stream);
    this.load.mockResolvedValue(undefined);
    const parts: CameraDependencies = {
      openStream: this.open,
      frames: (_, __, take) => {
        this.#take = take;
        return this.frames;
      },
      analysis: {
        load: this.load,
        analyze: async (_, t) => {
          if (this.failing) throw this.failing;
          return { reading: smiling(t), milliseconds: 20 };
        },
      },
    };
    this.camera = new ExpressionCamera({ modelName: 'm', windowSeconds: 5 }, parts);
    this.camera.on('state', (state) => this.states.push(state));
  }

  /** The camera delivers one frame. */
  async frame(t = 0): Promise<{ close: () => void }> {
    const bitmap = { close: vi.fn<() => void>() };
    await this.#take(bitmap as unknown as ImageBitmap, t);
    return bitmap;
  }
}

function smiling(t: number): Reading {
  return { ...noFace(t, 'm@1'), face: true, p: [0, 1, 0, 0, 0, 0, 0, 0], quality: 1, abstain: null };
}

function setHidden(hidden: boolean): void {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  document.dispatchEvent(new Event('visibilitychange'));
}

let bench: Bench;

beforeEach(() => {
  bench = new Bench();
});

afterEach(() => bench.camera.stop());

describe('ExpressionCamera', () => {
  it('goes through permission, model and warm-up, and runs with the first reading', async () => {
    await bench.camera.start();
    await bench.frame();
    expect(bench.states).toEqual([
      { kind: 'starting', stage: 'permission' },
      { kind: 'starting', stage: 'model' },
      { kind: 'starting', stage: 'warmup' },
      { kind: 'running' },
    ]);
  });

  it('tells readings with what to display, and windows as they close', async () => {
    const reading = vi.fn<(reading: Reading, shown: { label: string }) => void>();
    const windows: string[] = [];
    bench.camera.on('reading', reading);
    bench.camera.on('window', (each) => windows.push(each.state));
    await bench.camera.start();
    for (let t = 0; t <= 5000; t += 500) await bench.frame(1e12 + t);
    expect(reading).toHaveBeenLastCalledWith(smiling(1e12 + 5000), { label: 'happiness', confidence: 1, reason: null });
    expect(windows).toEqual(['happiness']);
  });

  it('stops immediately: the light is out, and a frame on its way is not read', async () => {
    const reading = vi.fn<() => void>();
    bench.camera.on('reading', reading);
    await bench.camera.start();
    bench.camera.stop();
    expect(bench.track.readyState).toBe('ended');
    expect(bench.frames.close).toHaveBeenCalledOnce();
    expect(bench.camera.state).toEqual({ kind: 'off' });
    expect((await bench.frame()).close).toHaveBeenCalledOnce();
    expect(reading).not.toHaveBeenCalled();
  });

  it('lets go of a camera that is granted after the student has stopped', async () => {
    const starting = bench.camera.start();
    bench.camera.stop();
    await starting;
    expect(bench.track.readyState).toBe('ended');
    expect(bench.load).not.toHaveBeenCalled();
    expect(bench.camera.state).toEqual({ kind: 'off' });
  });

  it('asks for the camera once, however often it is started', async () => {
    await Promise.all([bench.camera.start(), bench.camera.start()]);
    await bench.camera.start();
    expect(bench.open).toHaveBeenCalledOnce();
  });

  it('sees nothing while the tab is hidden, and begins a new window after it', async () => {
    const windows = vi.fn<() => void>();
    bench.camera.on('window', windows);
    await bench.camera.start();
    for (let t = 0; t < 4500; t += 500) await bench.frame(1e12 + t);
    setHidden(true);
    expect(bench.camera.state).toEqual({ kind: 'paused', reason: 'hidden' });
    expect(bench.track.enabled).toBe(false);
    expect(bench.frames.pause).toHaveBeenCalledOnce();
    setHidden(false);
    expect(bench.camera.state).toEqual({ kind: 'running' });
    expect(bench.track.enabled).toBe(true);
    for (let t = 5000; t < 9500; t += 500) await bench.frame(1e12 + t);
    expect(windows).not.toHaveBeenCalled();
  });

  it.each([
    ['NotAllowedError', 'permission_denied'],
    ['NotFoundError', 'no_camera'],
    ['OverconstrainedError', 'no_camera'],
    ['NotReadableError', 'camera_in_use'],
  ])('turns %s into %s', async (name, failure) => {
    bench.open.mockRejectedValue(new DOMException('', name));
    await bench.camera.start();
    expect(bench.camera.state).toEqual({ kind: 'failed', failure });
  });

  it('says so where browsers offer no camera', async () => {
    bench.open.mockRejectedValue(new CameraProblem('insecure_context', ''));
    await bench.camera.start();
    expect(bench.camera.state).toEqual({ kind: 'failed', failure: 'insecure_context' });
  });

  it.each(['model_missing', 'model_corrupt', 'offline'] as const)(
    'is off and says why when the answer is %s',
    async (failure) => {
      bench.load.mockRejectedValue(new ModelProblem(failure, ''));
      await bench.camera.start();
      expect(bench.camera.state).toEqual({ kind: 'failed', failure });
      expect(bench.track.readyState).toBe('ended');
    },
  );

  it('notices a camera that is pulled out', async () => {
    await bench.camera.start();
    bench.track.dispatchEvent(new Event('ended'));
    expect(bench.camera.state).toEqual({ kind: 'failed', failure: 'camera_ended' });
  });

  it('notices a worker that dies, and can be started again', async () => {
    await bench.camera.start();
    bench.failing = new CameraProblem('worker_failed', '');
    await bench.frame();
    expect(bench.camera.state).toEqual({ kind: 'failed', failure: 'worker_failed' });
    bench.failing = null;
    await bench.camera.start();
    await bench.frame();
    expect(bench.camera.state).toEqual({ kind: 'running' });
  });

  it('does not notify a removed listener', async () => {
    const listener = vi.fn<() => void>();
    const end = bench.camera.on('state', listener);
    end();
    await bench.camera.start();
    expect(listener).not.toHaveBeenCalled();
  });

  it('waits while the server is busy, leaves out what was begun, and goes on with the next reading', async () => {
    const windows = vi.fn<() => void>();
    bench.camera.on('window', windows);
    await bench.camera.start();
    await bench.frame(0);
    bench.failing = new FrameSkipped('server_busy');
    await bench.frame(1_000);
    expect(bench.camera.state).toEqual({ kind: 'paused', reason: 'server_busy' });
    bench.failing = null;
    await bench.frame(5_500);
    expect(bench.camera.state).toEqual({ kind: 'running' });
    expect(windows).not.toHaveBeenCalled();
  });
});
