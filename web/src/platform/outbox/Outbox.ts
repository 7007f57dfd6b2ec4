import type { ApiError } from '../api/errors';
import { deviceStore } from './deviceStore';
import { Ledger, type LedgerOptions, type Reason, type RefusedItem, type Unit } from './ledger';
import { brokeOnThis, isFinal, retryDelay } from './retry';
import type { OutboxStore, StoreChange } from './store';

/** `refused`: nothing waits, but the server did not take everything. */
export type OutboxState = 'empty' | 'sending' | 'waiting' | 'refused';

export interface SendAnswer<Item> {
  /** Items of the batch that the server did not take though it took the others. */
  refused: readonly { item: Item; code: string; message?: string; data?: Record<string, unknown> }[];
}

export interface OutboxOptions<Item> extends LedgerOptions<Item> {
  /** Deliver a batch. It must be safe to deliver twice. Raises ApiError. */
  send: (batch: readonly Item[], options: { keepalive: boolean }) => Promise<SendAnswer<Item> | void>;
  batchSize: number;
  /** Milliseconds to wait for more before sending. */
  delay: number;
  /** Whether an item has waited too long to be of use, at `now` in milliseconds since 1970; it is refused as `too_old`. */
  expired?: (item: Item, now: number) => boolean;
  /** How many may wait; the oldest beyond it are refused as `too_many`. */
  limit?: number;
  /** Told about items that the server will never accept; they are in `refusals` already. */
  onRefused?: (batch: readonly Item[], error: ApiError) => void;
  /** Told about items that another tab has delivered. */
  onDeliveredElsewhere?: (items: readonly Item[]) => void;
  store?: Promise<OutboxStore>;
}

/**
 * What the user did, kept on this device until the server has confirmed it.
 *
 * Every item is its own record in IndexedDB, written without reading, so that several tabs, closed in any order,
 * lose nothing. One tab at a time sends (a Web Lock), and it sends what any of them has put. What the server refuses
 * for good stays in `refusals` until it is dismissed or tried again.
 */
export class Outbox<Item> {
  private readonly store: Promise<OutboxStore>;
  private readonly ledger: Ledger<Item>;
  private failures = 0;
  private sending = false;
  private opened = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private unwatch: () => void = () => undefined;
  readonly subscribe: (listener: () => void) => () => void;

  constructor(private readonly options: OutboxOptions<Item>) {
    this.store = options.store ?? deviceStore();
    this.ledger = new Ledger(options, this.store);
    this.subscribe = this.ledger.subscribe;
  }

  get state(): OutboxState {
    if (this.items.length > 0) return this.failures > 0 ? 'waiting' : 'sending';
    if (!this.ledger.loaded) return 'sending'; // what earlier pages left is not known yet
    return this.refusals.length > 0 ? 'refused' : 'empty';
  }

  /** What waits to be delivered, oldest first. */
  get items(): readonly Item[] {
    return this.ledger.units().map(({ item }) => item);
  }

  /** What could not be saved, oldest first; the same array until it changes. */
  get refusals(): readonly RefusedItem<Item>[] {
    return this.ledger.refusals;
  }

  /** Whether what waits survives the closing of this page. */
  get kept(): boolean {
    return this.ledger.durable;
  }

  /** Take what waits on the device, send it, and follow what other tabs do, until `close`. */
  open = async (): Promise<void> => {
    this.opened = true;
    const store = await this.store;
    if (!this.opened) return;
    this.unwatch();
    this.unwatch = store.watch(this.options.box, this.follow);
    await this.flush();
  };

  /** Stop trying; what waits stays on the device. */
  close(): void {
    this.opened = false;
    clearTimeout(this.timer);
    this.unwatch();
  }

  put(item: Item): void {
    this.ledger.put(item);
    const { limit, delay } = this.options;
    const units = this.ledger.units();
    if (limit !== undefined && units.length > limit) this.refuse(units.slice(0, units.length - limit), 'too_many');
    if (this.failures === 0) this.schedule(delay);
  }

  /** Send now: the connection is back, or the user waits. */
  flush = async (): Promise<void> => {
    clearTimeout(this.timer);
    if (this.sending) return;
    this.sending = true;
    try {
      await alone(`attune.outbox.${this.options.box}`, () => this.sendAll());
    } finally {
      this.sending = false;
    }
  };

  /** The page is going away: hand what it put to the browser, which sends it after us. Kept until confirmed next time. */
  flushOnLeaving = (): void => {
    const units = this.ledger.ownUnits();
    for (let from = 0; from < units.length; from += this.options.batchSize) {
      const batch = units.slice(from, from + this.options.batchSize).map(({ item }) => item);
      this.options.send(batch, { keepalive: true }).catch(() => undefined);
    }
  };

  /** Drop everything, for instance because consent was withdrawn. */
  async clear(): Promise<void> {
    clearTimeout(this.timer);
    this.failures = 0;
    this.ledger.clear(false);
    await (await this.store).clear(this.options.box);
  }

  /** The user has read these refusals. */
  dismiss(ids: readonly string[]): void {
    this.ledger.remove(ids);
  }

  /** Send refused items again: what stood in the way may be gone. */
  retry(ids: readonly string[]): void {
    this.ledger.revive(ids);
    void this.flush();
  }

  private follow = (change: StoreChange): void => {
    if (change === 'changed') {
      void this.load();
      return;
    }
    clearTimeout(this.timer);
    this.ledger.clear(true);
  };

  private async load(): Promise<void> {
    // A store that cannot be read fails on writing too, and says so there; what this page has put is sent all the same.
    const delivered = await this.ledger.load().catch(() => []);
    if (delivered.length > 0) this.options.onDeliveredElsewhere?.(delivered);
  }

  private async sendAll(): Promise<void> {
    await this.load();
    const failed = new Set<string>();
    for (;;) {
      this.refuseExpired();
      const batch = this.ledger
        .units()
        .filter(({ ids }) => !ids.some((id) => failed.has(id)))
        .slice(0, this.options.batchSize);
      if (batch.length === 0) break;
      const error = await this.deliver(batch);
      if (error === null) continue;
      for (const id of batch.flatMap(({ ids }) => ids)) failed.add(id);
      if (!brokeOnThis(error)) break;
    }
    this.failures = failed.size > 0 ? this.failures + 1 : 0;
    if (failed.size > 0) this.schedule(retryDelay(this.failures));
    this.ledger.notify();
  }

  /** Deliver a batch; returns null when it is settled, taken or refused, and the error when it must be tried again. */
  private async deliver(batch: readonly Unit<Item>[]): Promise<unknown> {
    const items = batch.map(({ item }) => item);
    try {
      const answer = await this.options.send(items, { keepalive: false });
      const reasons = new Map(
        (answer?.refused ?? []).map(({ item, ...reason }) => [item, { message: '', data: {}, ...reason }]),
      );
      await this.ledger.settle(batch, ({ item }) => reasons.get(item));
      return null;
    } catch (error) {
      return isFinal(error) ? this.handleRefusal(batch, error) : error;
    }
  }

  private async handleRefusal(batch: readonly Unit<Item>[], error: ApiError): Promise<unknown> {
    if (batch.length > 1 && error.code === 'invalid_input') {
      // One item is wrong; the others are not to go with it.
      const middle = Math.ceil(batch.length / 2);
      return (await this.deliver(batch.slice(0, middle))) ?? this.deliver(batch.slice(middle));
    }
    const { code, message, data } = error;
    await this.ledger.settle(batch, () => ({ code, message, data }));
    this.options.onRefused?.(
      batch.map(({ item }) => item),
      error,
    );
    return null;
  }

  private refuseExpired(): void {
    const { expired } = this.options;
    if (expired)
      this.refuse(
        this.ledger.units().filter(({ item }) => expired(item, Date.now())),
        'too_old',
      );
  }

  private refuse(units: readonly Unit<Item>[], code: string): void {
    const reason: Reason = { code, message: '', data: {} };
    if (units.length > 0) void this.ledger.settle(units, () => reason);
  }

  private schedule(delay: number): void {
    clearTimeout(this.timer);
    if (this.opened) this.timer = setTimeout(() => void this.flush(), delay);
  }
}

/** Run `work` while no other tab does; where the browser has no locks (an insecure address), two may send the same. */
async function alone(name: string, work: () => Promise<void>): Promise<void> {
  if (navigator.locks) await navigator.locks.request(name, work);
  else await work();
}
