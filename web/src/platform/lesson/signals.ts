import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import type { Schemas } from '../api/client';

/** Where in a lesson the student is; null outside of lessons. */
export interface LessonLocation {
  lessonId: string;
  blockId: string | null;
  inGradedQuiz: boolean;
}

/** A natural pause in which support may be offered. */
export type InterruptionPoint = Schemas['InterruptionPoint'];

/** What a student can open beside a lesson, offered or not. */
export type Tool = 'break' | 'breathing' | 'plan' | 'note' | 'ask_tutor';

/** Help that content brings along. */
export type HelpKind = 'hint' | 'example' | 'easier' | 'challenge' | 'prerequisite';

export type LessonSignal =
  /** `leftBlockId`: the block that a change of blocks leaves. */
  | { type: 'interruption_point'; kind: InterruptionPoint; location: LessonLocation; leftBlockId?: string | null }
  /** `position`: in the video that the block shows, of a rewind: where it led to. */
  | {
      type: 'behaviour';
      kind: Schemas['BehaviourIn']['kind'];
      location: LessonLocation;
      seconds?: number;
      position?: number;
    }
  /** Open this help: of an item of a quiz, or of the block; where the block has none, of its first item that has it. */
  | { type: 'open_help'; kind: HelpKind; blockId: string; questionId: string | null }
  /** The student has opened help; `step` of `total` counts the rungs of a ladder of hints. */
  | {
      type: 'help_opened';
      kind: HelpKind;
      lessonId: string;
      blockId: string;
      questionId: string | null;
      step: number;
      total: number;
    }
  /** Show what helps a student who is lost at a block. */
  | { type: 'open_ladder'; blockId: string }
  /** `prefill`: what a form begins with. */
  | { type: 'open_tool'; tool: Tool; blockId: string | null; prefill?: string | null }
  /** A tool was used to its end: the time is over, the note is saved, the question is sent. */
  | { type: 'tool_finished'; tool: Tool };

let location: LessonLocation | null = null;
const locationListeners = new Set<() => void>();
const signalListeners = new Set<(signal: LessonSignal) => void>();

function sameLocation(a: LessonLocation | null, b: LessonLocation | null): boolean {
  return a?.lessonId === b?.lessonId && a?.blockId === b?.blockId && a?.inGradedQuiz === b?.inGradedQuiz;
}

/** The lesson page says where the student is; everybody else only reads it. */
export function setLocation(next: LessonLocation | null): void {
  if (sameLocation(location, next)) return;
  location = next;
  for (const listener of locationListeners) listener();
}

/** Where the student is right now. */
export function currentLocation(): LessonLocation | null {
  return location;
}

function subscribeToLocation(listener: () => void): () => void {
  locationListeners.add(listener);
  return () => locationListeners.delete(listener);
}

/** Where the student is; renders again when that changes. */
export function useLessonLocation(): LessonLocation | null {
  return useSyncExternalStore(subscribeToLocation, currentLocation);
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
