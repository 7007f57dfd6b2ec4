import type { HistoryFigures, SystemHistory } from './api';

const NOON = Date.parse('2026-03-02T12:00:00Z');

export const FIGURES: HistoryFigures = {
  requests: 600,
  requests_per_minute: 40,
  failed: 6,
  error_rate: 0.01,
  p50_ms: 8,
  p95_ms: 42,
  p99_ms: 120,
  windows: 90,
  lag_p50_ms: 210,
  lag_p95_ms: 1_900,
  frames: 0,
  frame_p50_ms: null,
  frame_p95_ms: null,
  rejected: 0,
  connections: 12,
  job_runs: 30,
  jobs_failed: 1,
  database_bytes: 8_400_000,
  disk_free: 40e9,
  disk_total: 100e9,
};

/** A history of quarters of an hour from noon on; null where nothing was measured. */
export function historyOf(
  figures: readonly (Partial<HistoryFigures> | null)[],
  more: Partial<SystemHistory> = {},
): SystemHistory {
  return {
    period: 'day',
    step: 'quarter_hour',
    time_zone: 'UTC',
    intervals: figures.map((each, place) => ({
      began_at: new Date(NOON + place * 900_000).toISOString(),
      ended_at: new Date(NOON + (place + 1) * 900_000).toISOString(),
      minutes: each ? 15 : 0,
      of_minutes: 15,
      figures: each && { ...FIGURES, ...each },
    })),
    inference: [],
    jobs: [],
    ...more,
  };
}
