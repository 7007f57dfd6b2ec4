/** Why the server did not take an item, or why it was never sent. */
export interface Refusal {
  code: string;
  /** The server's own words; the last resort where no catalogue knows the code. */
  message: string;
  data: Record<string, unknown>;
  /** Milliseconds since 1970. */
  at: number;
  /** How many items this stands for. */
  count: number;
}

/** One record on the device: an item that waits, or one that was refused. */
export interface OutboxEntry<Item> {
  /** Unique; begins with the box, so that a box is one range of keys. */
  id: string;
  box: string;
  /** Items with the same key are about the same thing and are merged before they are sent. */
  key: string;
  /** When it was put, in milliseconds since 1970. */
  at: number;
  item: Item;
  refusal: Refusal | null;
}

/** Where entries are kept. Every write is one transaction and reads nothing, so that tabs never undo each other's. */
export interface OutboxStore {
  /** Whether entries outlive the page. */
  readonly durable: boolean;
  all<Item>(box: string): Promise<OutboxEntry<Item>[]>;
  /** Remove entries by id and add others, both or neither. */
  replace(removed: readonly string[], added: readonly OutboxEntry<unknown>[]): Promise<void>;
  clear(box: string): Promise<void>;
  /** Remove every box whose name begins with `prefix`, for good: `watch` tells it as `discarded`. */
  discard(prefix: string): Promise<void>;
  /** Call `listener` when another tab has changed a box; returns how to stop. */
  watch(box: string, listener: (change: StoreChange) => void): () => void;
}

export type StoreChange = 'changed' | 'discarded';

/** A new id for an entry of `box`. */
export function entryId(box: string): string {
  return `${box}/${crypto.randomUUID()}`;
}

/** Listeners to changes, by box. */
export class Watchers {
  private readonly byBox = new Map<string, Set<(change: StoreChange) => void>>();

  add(box: string, listener: (change: StoreChange) => void): () => void {
    const listeners = this.byBox.get(box) ?? new Set();
    this.byBox.set(box, listeners.add(listener));
    return () => {
      listeners.delete(listener);
    };
  }

  /** Notify the listeners whose box begins with `prefix`. */
  notify(prefix: string, change: StoreChange): void {
    for (const [box, listeners] of this.byBox) {
      if (box.startsWith(prefix)) for (const listener of listeners) listener(change);
    }
  }
}

/** Entries in the page's own memory, for browsers that keep nothing. They end with the page. */
export class MemoryStore implements OutboxStore {
  readonly durable: boolean = false;
  private readonly entries = new Map<string, OutboxEntry<unknown>>();
  private readonly watchers = new Watchers();

  async all<Item>(box: string): Promise<OutboxEntry<Item>[]> {
    return [...this.entries.values()].filter((entry) => entry.box === box) as OutboxEntry<Item>[];
  }

  async replace(removed: readonly string[], added: readonly OutboxEntry<unknown>[]): Promise<void> {
    const boxes = new Set(added.map(({ box }) => box));
    for (const id of removed) {
      const entry = this.entries.get(id);
      if (entry) boxes.add(entry.box);
      this.entries.delete(id);
    }
    for (const entry of added) this.entries.set(entry.id, entry);
    for (const box of boxes) this.watchers.notify(box, 'changed');
  }

  async clear(box: string): Promise<void> {
    this.remove((entry) => entry.box === box);
    this.watchers.notify(box, 'changed');
  }

  async discard(prefix: string): Promise<void> {
    this.remove((entry) => entry.box.startsWith(prefix));
    this.watchers.notify(prefix, 'discarded');
  }

  watch(box: string, listener: (change: StoreChange) => void): () => void {
    return this.watchers.add(box, listener);
  }

  private remove(matches: (entry: OutboxEntry<unknown>) => boolean): void {
    for (const entry of this.entries.values()) if (matches(entry)) this.entries.delete(entry.id);
  }
}
