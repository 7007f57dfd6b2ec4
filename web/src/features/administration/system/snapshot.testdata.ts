import type { SystemSnapshot } from '../types';

const START = Date.parse('2026-11-23T10:00:00Z');

/** A healthy system, some seconds into its life. */
export function snapshotAt(seconds: number, change: Partial<SystemSnapshot> = {}): SystemSnapshot {
  return {
    generated_at: new Date(START + seconds * 1000).toISOString(),
    processes: 1,
    uptime_seconds: 93_784 + seconds,
    requests: {
      per_second: 14.3,
      total: 184_203,
      error_rate: 0.0021,
      p50_ms: 4.1,
      p95_ms: 18.7,
      p99_ms: 61.2,
      window_seconds: 60,
    },
    live_connections: 13,
    signed_in_now: 14,
    windows: { received_total: 48_210, per_minute: 71, ingest_lag_ms_p50: 180.2, ingest_lag_ms_p95: 1_940.1 },
    frames: { read_total: 0, per_second: 0, p50_ms: null, p95_ms: null, rejected: null },
    model: {
      name: 'custom-cnn-48',
      version: '1',
      url: '/models/custom-cnn-48/',
      sha256: '9f2c'.repeat(16),
      parameters: 1_204_872,
      precision: 'int8',
      float_accuracy: 0.8947,
      metrics: { accuracy: 0.8123 },
    },
    model_problem: null,
    database: { dialect: 'sqlite', bytes: 8_421_376, migration: '0001' },
    events: { transport: 'process', connected: true, since: null },
    version: '0.1.0',
    ...change,
  };
}
