import { moveOldList } from './oldLists';
import { entryId, type OutboxEntry, type OutboxStore, type Refusal } from './store';

/** An item that could not be saved, and why. */
export interface RefusedItem<Item> extends Refusal {
  id: string;
  item: Item;
}

/** All entries about one thing, and the one item that they make together. */
export interface Unit<Item> {
  key: string;
  ids: string[];
  item: Item;
}

export interface LedgerOptions<Item> {
  /** Whose items these are: unique in this browser, without a slash, and the user's id in it. */
  box: string;
  /** What an item is about. Of two with the same key one is sent, made by `merge`. */
  key: (item: Item) => string;
  /** Two items about the same thing as one; the newer one where it is left out. Merging twice must change nothing. */
  merge?: (older: Item, newer: Item) => Item;
  /** Which refusals are reported as one, the newest item standing for all; one for each key where it is left out. */
  refusalKey?: (item: Item, code: string) => string;
}

export type Reason = Pick<Refusal, 'code' | 'message' | 'data'>;

/** What one box holds: this page's view of it, changed immediately, and the store behind it, changed soon after. */
export class Ledger<Item> {
  loaded = false;
  /** Whether entries survive the closing of this page. */
  durable = true;
  refusals: readonly RefusedItem<Item>[] = [];
  private readonly entries = new Map<string, OutboxEntry<Item>>();
  /** Put here and not yet in the store. */
  private readonly unwritten = new Set<string>();
  /** Removed here and perhaps still in the store. */
  private readonly removing = new Set<string>();
  /** Put by this page. */
  private readonly own = new Set<string>();
  private readonly listeners = new Set<() => void>();
  /** Counts the times everything was cleared: what was being read meanwhile is void. */
  private era = 0;
  private ended = false;
  private moved: Promise<void> | null = null;

  constructor(
    private readonly options: LedgerOptions<Item>,
    private readonly store: Promise<OutboxStore>,
  ) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** What waits, oldest first: one unit for each key. */
  units(): Unit<Item>[] {
    const { merge = newest } = this.options;
    const units = new Map<string, Unit<Item>>();
    for (const { id, key, item } of this.waiting()) {
      const before = units.get(key);
      units.set(
        key,
        before ? { key, ids: [...before.ids, id], item: merge(before.item, item) } : { key, ids: [id], item },
      );
    }
    return [...units.values()];
  }

  /** The units to which this page has added something. */
  ownUnits(): Unit<Item>[] {
    return this.units().filter(({ ids }) => ids.some((id) => this.own.has(id)));
  }

  put(item: Item): void {
    if (this.ended) return;
    const { box, key: keyOf, merge = newest } = this.options;
    const key = keyOf(item);
    const before = this.waiting().filter((entry) => entry.key === key);
    const merged = [...before.map((entry) => entry.item), item].reduce(merge);
    const entry: OutboxEntry<Item> = { id: entryId(box), box, key, at: Date.now(), item: merged, refusal: null };
    this.own.add(entry.id);
    void this.change(
      before.map(({ id }) => id),
      [entry],
    );
  }

  /** Read what all tabs have put; returns what others have removed because it was delivered. */
  async load(): Promise<Item[]> {
    const { era } = this;
    const store = await this.store;
    this.moved ??= moveOldList(store, this.options.box, this.options.key);
    await this.moved;
    const stored = await store.all<Item>(this.options.box);
    this.durable &&= store.durable;
    this.loaded = true;
    const delivered = era === this.era ? this.takeOver(stored.filter(({ id }) => !this.removing.has(id))) : [];
    this.notify();
    return delivered;
  }

  /** Units leave what waits: delivered, or refused where `reasonOf` gives a reason. */
  settle(units: readonly Unit<Item>[], reasonOf: (unit: Unit<Item>) => Reason | undefined): Promise<void> {
    const reported = new Map(this.refusals.map((refusal) => [this.reportKey(refusal.item, refusal.code), refusal]));
    const removed = units.flatMap(({ ids }) => ids);
    const added = new Map<string, OutboxEntry<Item>>();
    for (const unit of units) {
      const reason = reasonOf(unit);
      if (!reason) continue;
      const reportKey = this.reportKey(unit.item, reason.code);
      const before = reported.get(reportKey);
      if (before) removed.push(before.id);
      const earlier = added.get(reportKey)?.refusal?.count ?? before?.count ?? 0;
      added.set(reportKey, this.refused(unit, reason, this.options.refusalKey ? earlier + 1 : 1));
    }
    return this.change(removed, [...added.values()]);
  }

  /** Let refused items wait again. */
  revive(ids: readonly string[]): void {
    const again = ids.flatMap((id) => this.entries.get(id) ?? []);
    void this.change(
      ids,
      again.map((entry) => ({ ...entry, id: entryId(entry.box), refusal: null })),
    );
  }

  remove(ids: readonly string[]): void {
    void this.change(ids, []);
  }

  /** Clear what is known here, not what is stored; after the `last` time nothing can be put any more. */
  clear(last: boolean): void {
    this.era += 1;
    this.ended ||= last;
    for (const known of [this.entries, this.unwritten, this.own]) known.clear();
    this.notify();
  }

  private waiting(): OutboxEntry<Item>[] {
    return [...this.entries.values()].filter((entry) => entry.refusal === null).toSorted(byAge);
  }

  private reportKey(item: Item, code: string): string {
    return (this.options.refusalKey ?? this.options.key)(item, code);
  }

  private refused({ key, item }: Unit<Item>, reason: Reason, count: number): OutboxEntry<Item> {
    const { box } = this.options;
    return { id: entryId(box), box, key, at: Date.now(), item, refusal: { ...reason, at: Date.now(), count } };
  }

  private takeOver(stored: readonly OutboxEntry<Item>[]): Item[] {
    const there = new Set(stored.map(({ id }) => id));
    const gone = this.waiting().filter(({ id }) => !this.unwritten.has(id) && !there.has(id));
    for (const id of this.entries.keys()) if (!this.unwritten.has(id)) this.entries.delete(id);
    for (const entry of stored) this.entries.set(entry.id, entry);
    // What another tab has merged into its own entry, or was refused, has not been delivered.
    const here = new Set([...this.entries.values()].map(({ key }) => key));
    return gone.filter(({ key }) => !here.has(key)).map(({ item }) => item);
  }

  /** Change the view immediately and the store soon after. Never throws: what cannot be stored stays in memory. */
  private async change(removed: readonly string[], added: readonly OutboxEntry<Item>[]): Promise<void> {
    for (const id of removed) {
      this.entries.delete(id);
      this.own.delete(id);
      this.removing.add(id);
    }
    for (const entry of added) {
      this.entries.set(entry.id, entry);
      this.unwritten.add(entry.id);
    }
    this.notify();
    const { era } = this;
    try {
      const store = await this.store;
      if (era === this.era) await store.replace(removed, added);
      for (const { id } of added) this.unwritten.delete(id);
    } catch {
      this.durable = false;
      this.notify();
    }
    for (const id of removed) this.removing.delete(id);
  }

  /** Notify the listeners; the refusals are a new array so that they compare as changed. */
  notify(): void {
    this.refusals = [...this.entries.values()]
      .toSorted(byAge)
      .flatMap(({ id, item, refusal }) => (refusal ? { ...refusal, id, item } : []));
    for (const listener of this.listeners) listener();
  }
}

function byAge(a: OutboxEntry<unknown>, b: OutboxEntry<unknown>): number {
  return a.at - b.at;
}

function newest<Item>(_older: Item, newer: Item): Item {
  return newer;
}
