import type { Token } from '@/components/chart/palette';
import type { HistoryFigures, HistoryInterval } from './api';

export type FigureUnit = 'rate' | 'duration' | 'share' | 'count' | 'bytes';

export interface FigureSeries {
  /** Catalogue key below `system.history.series`. */
  id: string;
  read: (figures: HistoryFigures) => number | null;
  kind: 'line' | 'bar';
  color: Token;
  dash?: 'dashed' | 'dotted';
}

/** One chart of the history. */
export interface Figure {
  /** Catalogue key below `system.history.figures`. */
  id: string;
  unit: FigureUnit;
  series: readonly FigureSeries[];
  /** Which of the series is summed up in words; the first if not given. */
  headline?: number;
  /** Whether its lowest value matters, not its highest. */
  scarce?: true;
  /** Only shown where it has anything above zero. */
  optional?: true;
}

const line = (
  id: string,
  read: FigureSeries['read'],
  color: Token = '--action',
  dash?: FigureSeries['dash'],
): FigureSeries => ({ id, read, kind: 'line', color, dash });
const bar = (id: string, read: FigureSeries['read'], color: Token = '--action'): FigureSeries => ({
  id,
  read,
  kind: 'bar',
  color,
});

/** Every chart, in the order in which they are read. */
export const FIGURES: readonly Figure[] = [
  { id: 'requests', unit: 'rate', series: [bar('requests', (figures) => figures.requests_per_minute)] },
  {
    id: 'durations',
    unit: 'duration',
    headline: 1,
    series: [
      line('p50', (figures) => figures.p50_ms),
      line('p95', (figures) => figures.p95_ms, '--state-maybe_confused', 'dashed'),
      line('p99', (figures) => figures.p99_ms, '--ink-muted', 'dotted'),
    ],
  },
  { id: 'errors', unit: 'share', series: [bar('errors', (figures) => figures.error_rate, '--state-maybe_frustrated')] },
  {
    id: 'lag',
    unit: 'duration',
    headline: 1,
    series: [
      line('p50', (figures) => figures.lag_p50_ms),
      line('p95', (figures) => figures.lag_p95_ms, '--state-maybe_confused', 'dashed'),
    ],
  },
  { id: 'connections', unit: 'count', series: [line('connections', (figures) => figures.connections)] },
  {
    id: 'frames',
    unit: 'duration',
    headline: 1,
    optional: true,
    series: [
      line('p50', (figures) => figures.frame_p50_ms),
      line('p95', (figures) => figures.frame_p95_ms, '--state-maybe_confused', 'dashed'),
    ],
  },
  {
    id: 'rejected',
    unit: 'count',
    optional: true,
    series: [bar('rejected', (figures) => figures.rejected, '--state-maybe_frustrated')],
  },
  { id: 'disk', unit: 'bytes', scarce: true, series: [line('disk_free', (figures) => figures.disk_free)] },
  { id: 'database', unit: 'bytes', series: [line('database', (figures) => figures.database_bytes)] },
  {
    id: 'jobs',
    unit: 'count',
    headline: 1,
    series: [
      bar('job_runs', (figures) => figures.job_runs, '--line-strong'),
      bar('jobs_failed', (figures) => figures.jobs_failed, '--state-maybe_frustrated'),
    ],
  },
];

/** The values of a series, null where nothing was measured: the line has a gap there. */
export function valuesOf(intervals: readonly HistoryInterval[], { read }: FigureSeries): (number | null)[] {
  return intervals.map(({ figures }) => figures && read(figures));
}

/** The charts to show: those of frames only where the server has been asked to read any. */
export function figuresOf(intervals: readonly HistoryInterval[]): readonly Figure[] {
  return FIGURES.filter(
    ({ optional, series }) =>
      !optional || series.some((each) => valuesOf(intervals, each).some((value) => (value ?? 0) > 0)),
  );
}
