import { ApiError } from './api/errors';

export type OutboxState = 'empty' | 'sending' | 'waiting';

export interface OutboxOptions<Item> {
  /** Where unsent items survive a reload. */
  storageKey: string;
  /** How a new item joins those that wait; the place to coalesce. */
  add: (waiting: readonly Item[], item: Item) => Item[];
  /** Deliver a batch. It must be safe to deliver twice. Raises ApiError. */
  send: (batch: readonly Item[], options: { keepalive: boolean }) => Promise<unknown>;
  batchSize: number;
  /** Milliseconds to wait for more before sending. */
  delay: number;
  /** Told about items that the server will never accept. */
  onRefused?: (batch: readonly Item[], error: ApiError) => void;
  storage?: Storage;
}

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 60_000;

/** Milliseconds before the next attempt after `failures` in a row: doubling, at most a minute. */
export function retryDelay(failures: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
}

/** What the student did, kept on this device until the server has confirmed it. */
export class Outbox<Item> {
  private waiting: Item[];
  private failures = 0;
  private sending = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private listeners = new Set<() => void>();
  private readonly storage: Storage;

  constructor(private readonly options: OutboxOptions<Item>) {
    this.storage = options.storage ?? localStorage;
    this.waiting = this.restore();
  }

  get state(): OutboxState {
    if (this.waiting.length === 0) return 'empty';
    return this.failures > 0 ? 'waiting' : 'sending';
  }

  get items(): readonly Item[] {
    return this.waiting;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  put(item: Item): void {
    this.keep(this.options.add(this.waiting, item));
    if (this.failures === 0) this.schedule(this.options.delay);
  }

  /** Try now: the connection is back, or somebody waits. */
  flush = async (): Promise<void> => {
    clearTimeout(this.timer);
    while (this.waiting.length > 0 && !this.sending) {
      if (!(await this.deliver(this.nextBatch()))) return;
    }
  };

  /** The page is going away: hand everything to the browser, which sends it after us. Kept until confirmed next time. */
  flushOnLeaving = (): void => {
    for (let from = 0; from < this.waiting.length; from += this.options.batchSize) {
      const batch = this.waiting.slice(from, from + this.options.batchSize);
      this.options.send(batch, { keepalive: true }).catch(() => undefined);
    }
  };

  /** Drop everything unsent, for instance because consent was withdrawn. */
  clear(): void {
    clearTimeout(this.timer);
    this.failures = 0;
    this.keep([]);
  }

  /** Stop trying; what waits stays on the device. */
  close(): void {
    clearTimeout(this.timer);
  }

  private nextBatch(): Item[] {
    return this.waiting.slice(0, this.options.batchSize);
  }

  private async deliver(batch: Item[]): Promise<boolean> {
    this.sending = true;
    try {
      await this.options.send(batch, { keepalive: false });
      this.settle(batch);
      return true;
    } catch (error) {
      return this.handleFailure(batch, error);
    } finally {
      this.sending = false;
    }
  }

  private handleFailure(batch: Item[], error: unknown): boolean {
    if (!(error instanceof ApiError)) throw error;
    if (error.temporary || error.code === 'unauthenticated') {
      this.failures += 1;
      this.schedule(retryDelay(this.failures));
      this.notify();
      return false;
    }
    this.settle(batch);
    this.options.onRefused?.(batch, error);
    return true;
  }

  private settle(batch: readonly Item[]): void {
    this.failures = 0;
    this.keep(this.waiting.filter((item) => !batch.includes(item)));
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), delay);
  }

  private keep(items: Item[]): void {
    this.waiting = items;
    if (items.length === 0) this.storage.removeItem(this.options.storageKey);
    else this.storage.setItem(this.options.storageKey, JSON.stringify(items));
    this.notify();
  }

  private restore(): Item[] {
    const stored = this.storage.getItem(this.options.storageKey);
    return stored ? (JSON.parse(stored) as Item[]) : [];
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }
}
