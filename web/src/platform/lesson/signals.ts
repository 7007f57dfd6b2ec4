import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { Schemas } from '../api/client';

/** Where in a lesson the student is; null outside of lessons. */
export interface LessonPlace {
  lessonId: string;
  blockId: string | null;
  inGradedQuiz: boolean;
}

/** A natural pause in which support may be offered. */
export type Breakpoint = Schemas['Breakpoint'];

/** What a student can open beside a lesson, offered or not. */
export type Tool = 'break' | 'breathing' | 'plan' | 'note' | 'ask_tutor';

export type LessonSignal =
  | { type: 'breakpoint'; kind: Breakpoint; place: LessonPlace }
  | { type: 'behaviour'; kind: Schemas['BehaviourIn']['kind']; place: LessonPlace; seconds?: number }
  | { type: 'open_hint'; blockId: string }
  | { type: 'show_example'; blockId: string }
  | { type: 'open_tool'; tool: Tool; blockId: string | null };

let place: LessonPlace | null = null;
const placeListeners = new Set<() => void>();
const signalListeners = new Set<(signal: LessonSignal) => void>();

function samePlace(a: LessonPlace | null, b: LessonPlace | null): boolean {
  return a?.lessonId === b?.lessonId && a?.blockId === b?.blockId && a?.inGradedQuiz === b?.inGradedQuiz;
}

/** The lesson page says where the student is; everybody else only reads it. */
export function enterPlace(next: LessonPlace | null): void {
  if (samePlace(place, next)) return;
  place = next;
  for (const listener of placeListeners) listener();
}

/** Where the student is right now. */
export function currentPlace(): LessonPlace | null {
  return place;
}

function subscribeToPlace(listener: () => void): () => void {
  placeListeners.add(listener);
  return () => placeListeners.delete(listener);
}

/** Where the student is; renders again when that changes. */
export function useLessonPlace(): LessonPlace | null {
  return useSyncExternalStore(subscribeToPlace, currentPlace);
}

/** Tell the other features what happened in the lesson, or ask the lesson for something. */
export function signal(event: LessonSignal): void {
  for (const listener of signalListeners) listener(event);
}

/** Call `handle` for every signal of a type while mounted. */
export function useLessonSignal<T extends LessonSignal['type']>(
  type: T,
  handle: (event: Extract<LessonSignal, { type: T }>) => void,
): void {
  const latest = useEffectEvent(handle);
  useEffect(() => {
    const listener = (event: LessonSignal) => {
      if (event.type === type) latest(event as Extract<LessonSignal, { type: T }>);
    };
    signalListeners.add(listener);
    return () => {
      signalListeners.delete(listener);
    };
  }, [type]);
}
