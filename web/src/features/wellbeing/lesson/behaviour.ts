import type { LessonLocation } from '@/platform/lesson/signals';
import type { BehaviourEvent } from '../api';

const SHORTEST_DWELL_S = 5;
const MOST_WAITING = 200;

const EVENTS_PER_REQUEST = 50;

export interface Occurrence {
  kind: BehaviourEvent['kind'];
  location: LessonLocation;
  seconds?: number;
  /** Of a stay: how much of it the page was in sight. */
  visibleSeconds?: number;
  /** Of a rewind: where in the video it led to. */
  position?: number;
  /** Of help that was opened: the item that it belongs to, and the rung of its ladder. */
  help?: { questionId: string | null; step: number };
}

/** The event to send, or null where there is no block to speak of. */
export function behaviourEvent(
  { kind, location, seconds, visibleSeconds, position, help }: Occurrence,
  id: string,
  at: Date,
): BehaviourEvent | null {
  if (location.blockId === null) return null;
  return {
    id,
    kind,
    at: at.toISOString(),
    lesson_id: location.lessonId,
    block_id: location.blockId,
    ...(help ? { question_id: help.questionId, step: help.step } : {}),
    ...tenths({ seconds, visible_seconds: visibleSeconds, position }),
  };
}

function tenths(given: Record<'seconds' | 'visible_seconds' | 'position', number | undefined>) {
  const known = Object.entries(given).filter((each): each is [string, number] => each[1] !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [name, Math.round(value * 10) / 10]));
}

/** Whether time spent at a block is worth telling. */
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
