import { useMemo, useSyncExternalStore } from 'react';
import type { NewCheckin } from '../api';

/** Something said that can still be taken back: a raised hand, or "I'm lost here" at a block. */
export type OpenCheckin = Pick<NewCheckin, 'id' | 'kind' | 'lesson_id' | 'block_id'>;

const STORAGE_KEY = 'attune.open_checkins';
const listeners = new Set<() => void>();
let open: readonly OpenCheckin[] = JSON.parse(sessionStorage.getItem(STORAGE_KEY) ?? '[]') as OpenCheckin[];

function keep(next: readonly OpenCheckin[]): void {
  open = next;
  sessionStorage.setItem(STORAGE_KEY, JSON.stringify(next));
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Remember something that was said, so that it can be taken back, in this tab also after a reload. */
export function rememberCheckin({ id, kind, lesson_id, block_id }: OpenCheckin): void {
  keep([...open.filter((other) => other.id !== id), { id, kind, lesson_id, block_id }]);
}

/** It was taken back. */
export function forgetCheckin(id: string): void {
  keep(open.filter((checkin) => checkin.id !== id));
}

/** The open check-in of a kind at a place, if there is one. */
export function useOpenCheckin(kind: OpenCheckin['kind'], lessonId: string, blockId: string | null): OpenCheckin | null {
  const all = useSyncExternalStore(subscribe, () => open);
  return useMemo(
    () => all.find((one) => one.kind === kind && one.lesson_id === lessonId && (blockId === null || one.block_id === blockId)) ?? null,
    [all, kind, lessonId, blockId],
  );
}
