import type { SystemSnapshot } from '../types';
import type { Unit } from './useUnits';

export interface Metric {
  /** Catalogue key below `system.metrics`. */
  id: string;
  unit: Unit;
  read: (snapshot: SystemSnapshot) => number | null;
  /** Counts up for ever: its course says nothing. */
  cumulative?: true;
}

export type MetricGroup = 'requests' | 'people' | 'readings' | 'frames';

/** Every metric that changes while one looks, in groups as they are read. */
export const METRICS: Readonly<Record<MetricGroup, readonly Metric[]>> = {
  requests: [
    { id: 'per_second', unit: 'rate', read: ({ requests }) => requests.per_second },
    { id: 'p50', unit: 'duration', read: ({ requests }) => requests.p50_ms },
    { id: 'p95', unit: 'duration', read: ({ requests }) => requests.p95_ms },
    { id: 'p99', unit: 'duration', read: ({ requests }) => requests.p99_ms },
    { id: 'error_rate', unit: 'share', read: ({ requests }) => requests.error_rate },
    { id: 'total', unit: 'count', read: ({ requests }) => requests.total, cumulative: true },
  ],
  people: [
    { id: 'signed_in', unit: 'count', read: ({ signed_in_now }) => signed_in_now },
    { id: 'live_connections', unit: 'count', read: ({ live_connections }) => live_connections },
  ],
  readings: [
    { id: 'windows_per_minute', unit: 'count', read: ({ windows }) => windows.per_minute },
    { id: 'lag_p50', unit: 'duration', read: ({ windows }) => windows.ingest_lag_ms_p50 },
    { id: 'lag_p95', unit: 'duration', read: ({ windows }) => windows.ingest_lag_ms_p95 },
    { id: 'windows_total', unit: 'count', read: ({ windows }) => windows.received_total, cumulative: true },
  ],
  frames: [
    { id: 'frames_per_second', unit: 'rate', read: ({ frames }) => frames.per_second },
    { id: 'frames_p50', unit: 'duration', read: ({ frames }) => frames.p50_ms },
    { id: 'frames_p95', unit: 'duration', read: ({ frames }) => frames.p95_ms },
    { id: 'frames_rejected', unit: 'share', read: ({ frames }) => frames.rejected },
    { id: 'frames_total', unit: 'count', read: ({ frames }) => frames.read_total, cumulative: true },
  ],
};

/** The groups to show: frames only where the server has been asked to read any. */
export function groupsOf({ frames }: SystemSnapshot): readonly MetricGroup[] {
  const asked = frames.read_total > 0 || frames.rejected !== null;
  return asked ? ['requests', 'people', 'readings', 'frames'] : ['requests', 'people', 'readings'];
}
