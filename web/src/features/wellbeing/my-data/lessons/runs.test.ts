import { describe, expect, test } from 'vitest';
import { laneOf, likeliest, runsOf, sameState, valenceLine } from './runs';
import { point } from './timeline.testdata';

const START = Date.parse('2026-03-01T10:00:00Z');
const at = (seconds: number) => new Date(START + seconds * 1000).toISOString();

describe('runs', () => {
  test('summaries that touch and say the same are one run', () => {
    const runs = runsOf([
      point({ started_at: at(0) }),
      point({ started_at: at(10) }),
      point({ started_at: at(20), learning_state: 'maybe_confused' }),
    ]);
    expect(runs.map(({ from, to, state }) => [from - START, to - START, state])).toEqual([
      [0, 20_000, 'engaged'],
      [20_000, 30_000, 'maybe_confused'],
    ]);
  });

  test('a pause is a gap between two runs, and nothing is drawn into it', () => {
    const runs = runsOf([point({ started_at: at(0) }), point({ started_at: at(60) })]);
    expect(runs.map(({ from, to }) => [from - START, to - START])).toEqual([
      [0, 10_000],
      [60_000, 70_000],
    ]);
  });

  test('what could not be read has no means and is never neutral', () => {
    const [run] = runsOf([point({ expression: 'unknown', valence: null, learning_state: 'unknown' })]);
    expect(run).toMatchObject({ expression: 'unknown', state: 'unknown', means: null });
    expect(likeliest(run!, 2)).toEqual([]);
  });

  test('what the student said replaces what was inferred', () => {
    expect(runsOf([point({ learning_state: 'maybe_confused', corrected_to: 'engaged' })])[0]?.state).toBe('engaged');
  });

  test('a strip joins what is the same to it, and what was not read does not enter its means', () => {
    const runs = runsOf(
      [
        point({ started_at: at(0) }),
        point({ started_at: at(10), expression: 'unknown', valence: null, p: [31, 32, 32, 32, 32, 32, 32, 32] }),
      ],
      sameState,
    );
    expect(runs).toHaveLength(1);
    expect(likeliest(runs[0]!, 1)).toEqual([['neutral', 1]]);
  });

  test('the means of a run are weighted by time', () => {
    const runs = runsOf([
      point({ started_at: at(0), seconds: 30, p: [255, 0, 0, 0, 0, 0, 0, 0] }),
      point({ started_at: at(30), seconds: 10, p: [0, 255, 0, 0, 0, 0, 0, 0] }),
    ]);
    expect(likeliest(runs[0]!, 2)).toEqual([
      ['neutral', 0.75],
      ['happiness', 0.25],
    ]);
  });
});

describe('the line of valence', () => {
  test('is broken where nothing could be read', () => {
    const line = valenceLine([
      point({ started_at: at(0), valence: 0.5 }),
      point({ started_at: at(10), valence: null, expression: 'unknown' }),
      point({ started_at: at(20), valence: -0.5 }),
    ]);
    expect(line.map(([when, value]) => [when - START, value])).toEqual([
      [0, 0.5],
      [10_000, 0.5],
      [10_000, null],
      [20_000, -0.5],
      [30_000, -0.5],
    ]);
  });

  test('is broken where the camera was off', () => {
    const line = valenceLine([point({ started_at: at(0), valence: 0.5 }), point({ started_at: at(60), valence: 0.5 })]);
    expect(line.map(([, value]) => value)).toEqual([0.5, 0.5, null, 0.5, 0.5]);
  });
});

test('marks stand in the lane of whom they come from', () => {
  expect([laneOf({ kind: 'lost_here' }), laneOf({ kind: 'message' }), laneOf({ kind: 'quiz' })]).toEqual([
    'said',
    'received',
    'lesson',
  ]);
});
