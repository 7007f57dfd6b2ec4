import { describe, expect, it } from 'vitest';

import { noFace } from './readings';
import type { Reading } from './readings';
import { quantise, WindowBuilder } from './windows';
import type { WindowSummary } from './windows';

const START = Date.UTC(2026, 0, 2);

function happy(t: number): Reading {
  return {
    ...noFace(t, 'm@1'),
    face: true,
    p: [0.02, 0.9, 0.02, 0.02, 0.01, 0.01, 0.01, 0.01],
    quality: 0.8,
    abstain: null,
  };
}

function build(seconds: number, readings: Reading[]): WindowSummary[] {
  const builder = new WindowBuilder(seconds);
  return readings.flatMap((reading) => builder.add(reading) ?? []);
}

const every = (milliseconds: number, from: number, to: number) =>
  Array.from({ length: Math.ceil((to - from) / milliseconds) }, (_, i) => START + from + i * milliseconds);

describe('WindowBuilder', () => {
  it('closes windows of equal length, one after the other, with the first reading after the end', () => {
    const windows = build(5, every(200, 0, 10_400).map(happy));
    expect(windows.map((each) => each.started_at)).toEqual(['2026-01-02T00:00:00.000Z', '2026-01-02T00:00:05.000Z']);
    expect(windows.map((each) => each.seconds)).toEqual([5, 5]);
    expect(windows[0]).toMatchObject({ state: 'happiness', coverage: 1, model: 'm@1', source: 'on_device' });
    expect(windows[0]!.quality).toBeCloseTo(0.8);
  });

  it('gives every window its own id', () => {
    const ids = build(5, every(200, 0, 30_200).map(happy)).map((each) => each.id);
    expect(new Set(ids).size).toBe(6);
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('has nothing in it but what the server may know', () => {
    const [window] = build(5, every(200, 0, 5400).map(happy));
    expect(Object.keys(window!).toSorted()).toEqual([
      'coverage',
      'id',
      'model',
      'p',
      'quality',
      'seconds',
      'source',
      'started_at',
      'state',
    ]);
  });

  it('says unknown, not neutral, without a face', () => {
    const [window] = build(
      5,
      every(200, 0, 5400).map((t) => noFace(t, 'm@1')),
    );
    expect(window).toMatchObject({ state: 'unknown', coverage: 0, quality: 0 });
    expect(window!.p.reduce((sum, level) => sum + level)).toBe(255);
  });

  it('drops a window that was left midway, as after a sleeping machine', () => {
    expect(build(5, [...every(200, 0, 2000), ...every(200, 60_000, 65_100)].map(happy))).toEqual([
      expect.objectContaining({ started_at: '2026-01-02T00:01:00.000Z' }),
    ]);
  });

  it('discards the open window', () => {
    const builder = new WindowBuilder(5);
    for (const t of every(200, 0, 4900)) builder.add(happy(t));
    builder.discard();
    expect(
      every(200, 5000, 9900)
        .map((t) => builder.add(happy(t)))
        .filter(Boolean),
    ).toEqual([]);
  });
});

describe('quantise', () => {
  it.each([[[0, 0, 0, 0, 0, 0, 0, 0]], [[Number.NaN, 1, 0, 0, 0, 0, 0, 0]], [[-1, 2, 0, 0, 0, 0, 0, 0]]])(
    'refuses %j',
    (p) => {
      expect(() => quantise(p)).toThrow('not a distribution');
    },
  );
});
