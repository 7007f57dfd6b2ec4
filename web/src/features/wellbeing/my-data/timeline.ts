import type { LearningState } from '@/components/affect';
import { LEARNING_STATES } from '@/components/affect';
import type { OwnData } from '../api';

export type OwnWindow = OwnData['windows'][number];

/** Minutes in each state within one stretch of time. */
export interface Bucket {
  /** Start, in milliseconds of the epoch. */
  start: number;
  minutes: Record<LearningState, number>;
}

export type BucketSize = 'hour' | 'day';

/** The state a window stands for: what the student said it was, else what was inferred. */
export function stateOf({
  learning_state: inferred,
  corrected_to: corrected,
}: Pick<OwnWindow, 'learning_state' | 'corrected_to'>): LearningState {
  return LEARNING_STATES.find((state) => state === corrected) ?? inferred;
}

/** The beginning of the hour or day, in the reader's time zone. */
function startOf(iso: string, size: BucketSize): number {
  const date = new Date(iso);
  if (size === 'day') date.setHours(0, 0, 0, 0);
  else date.setMinutes(0, 0, 0);
  return date.getTime();
}

/** Sum windows up by hour or day, oldest first. */
export function bucketWindows(windows: readonly OwnWindow[], size: BucketSize): Bucket[] {
  const buckets = new Map<number, Bucket>();
  for (const window of windows) {
    const start = startOf(window.started_at, size);
    const bucket = buckets.get(start) ?? {
      start,
      minutes: { engaged: 0, maybe_confused: 0, maybe_frustrated: 0, maybe_disengaged: 0, low_mood: 0, unknown: 0 },
    };
    bucket.minutes[stateOf(window)] += window.seconds / 60;
    buckets.set(start, bucket);
  }
  return [...buckets.values()].toSorted((a, b) => a.start - b.start);
}

/** The state with the most minutes, leaving out what is unknown; null when there is none. */
export function leadingState(buckets: readonly Bucket[]): LearningState | null {
  const known = LEARNING_STATES.filter((state) => state !== 'unknown');
  const total = (state: LearningState) => buckets.reduce((sum, { minutes }) => sum + minutes[state], 0);
  const best = known.reduce((a, b) => (total(b) > total(a) ? b : a));
  return total(best) > 0 ? best : null;
}
