import type { LessonLocation } from '@/platform/lesson/signals';
import type { BehaviourEvent } from '../api';

export const IDLE_MS = 120_000; // confusion is taken as confirmed by two minutes of nothing
const SHORTEST_DWELL_S = 5;
const MOST_WAITING = 200;

const EVENTS_PER_REQUEST = 50;

interface Occurrence {
  kind: BehaviourEvent['kind'];
  location: LessonLocation;
  seconds?: number;
}

/** The event to send, or null where there is no block to speak of. */
export function behaviourEvent({ kind, location, seconds }: Occurrence, id: string, at: Date): BehaviourEvent | null {
  if (location.blockId === null) return null;
  return {
    id,
    kind,
    at: at.toISOString(),
    lesson_id: location.lessonId,
    block_id: location.blockId,
    ...(seconds === undefined ? {} : { seconds: Math.round(seconds * 10) / 10 }),
  };
}

/** Whether time spent at a block is worth sharesFeeling. */
export function isDwell(seconds: number): boolean {
  return seconds >= SHORTEST_DWELL_S;
}

/** How events wait: the newest of them; what is refused for one reason is told once. */
export function behaviourBox(userId: string) {
  return {
    box: `attune.private.behaviour.${userId}`,
    key: ({ id }: BehaviourEvent) => id,
    limit: MOST_WAITING,
    refusalKey: (_: BehaviourEvent, code: string) => code,
    batchSize: EVENTS_PER_REQUEST,
  };
}
