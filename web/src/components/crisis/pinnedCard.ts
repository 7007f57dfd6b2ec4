import { useSyncExternalStore } from 'react';

let pinned = false;
let visit = 0;
const listeners = new Set<() => void>();

function set(next: boolean): void {
  pinned = next;
  for (const listener of listeners) listener();
}

/** Which sign-in of this tab it is: what one user has written must not show a card to the next. */
export function currentVisit(): number {
  return visit;
}

/** Whoever was signed in has left. */
export function endVisit(): void {
  visit += 1;
  dismissCard();
}

/**
 * Leave the card in sight although its field is gone: a note that is saved closes at once. In this page's memory only.
 * `of`: the visit in which the words were written; of an earlier one nothing is shown.
 */
export function pinCard(of = visit): void {
  if (of === visit) set(true);
}

/** Put the card away; also when a field shows it again by itself. */
export function dismissCard(): void {
  set(false);
}

export function usePinnedCard(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => pinned,
  );
}
