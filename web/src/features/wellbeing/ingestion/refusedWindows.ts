import type { RefusedItem } from '../api';

type Reason = RefusedItem['reason'];

/** How many windows the server has kept out for good, by reason. */
export type Refused = Readonly<Partial<Record<Reason, number>>>;

const NONE: Refused = {};

/** Counts the windows that the server will never take, so that the student hears of it instead of an endless retry. */
export class RefusedWindows {
  private counts = NONE;
  private listeners = new Set<() => void>();

  add(items: readonly RefusedItem[]): void {
    if (items.length === 0) return;
    const next = { ...this.counts };
    for (const { reason } of items) next[reason] = (next[reason] ?? 0) + 1;
    this.become(next);
  }

  clear = (): void => this.become(NONE);

  get = (): Refused => this.counts;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private become(counts: Refused): void {
    this.counts = counts;
    for (const listener of this.listeners) listener();
  }
}
