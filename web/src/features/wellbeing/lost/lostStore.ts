import { useSyncExternalStore } from 'react';
import { suggestRung, type OpenedHelp, type Rung, type Suggestion } from './ladder';

/** How a student who is lost at a block gets on, on this page. */
export interface LostState {
  /** Whether the choices are in view. */
  open: boolean;
  taps: number;
  suggestion: Suggestion | null;
  opened: readonly OpenedHelp[];
}

const NOT_LOST: LostState = { open: false, taps: 0, suggestion: null, opened: [] };

const states = new Map<string, LostState>();
const listeners = new Set<() => void>();

function change(blockId: string, next: Partial<LostState>): void {
  states.set(blockId, { ...lostAt(blockId), ...next });
  for (const listener of listeners) listener();
}

export function lostAt(blockId: string): LostState {
  return states.get(blockId) ?? NOT_LOST;
}

/** A tap: the choices are there, and one of them is pointed to, one rung above the last. */
export function tapLost(blockId: string, rungs: readonly Rung[]): void {
  const { taps, opened, suggestion } = lostAt(blockId);
  change(blockId, { open: true, taps: taps + 1, suggestion: suggestRung(rungs, opened, suggestion) });
}

/** The choices come into view though nothing was said. */
export function openLadder(blockId: string, rungs: readonly Rung[]): void {
  const { opened, suggestion } = lostAt(blockId);
  change(blockId, { open: true, suggestion: suggestion ?? suggestRung(rungs, opened, null) });
}

/** The student puts the choices away; a further tap goes on where they were. */
export function closeLadder(blockId: string): void {
  change(blockId, { open: false });
}

/** Not lost any more: the next time begins at the first rung that is left. */
export function foundAgain(blockId: string): void {
  change(blockId, { open: false, taps: 0, suggestion: null });
}

/** The student has opened some help, wherever they found it. */
export function rememberOpened(blockId: string, help: OpenedHelp): void {
  change(blockId, { opened: [...lostAt(blockId).opened, help] });
}

/** How it stands at a block, renewed when it changes. */
export function useLostState(blockId: string): LostState {
  return useSyncExternalStore(subscribe, () => lostAt(blockId));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
