import { MemoryStore, Watchers, type OutboxEntry, type OutboxStore, type StoreChange } from './store';

const DATABASE = 'attune-outbox';
const VERSION = 1;
const ENTRIES = 'entries';

/** Every id that begins with `prefix`. */
const startingWith = (prefix: string) => IDBKeyRange.bound(prefix, `${prefix}\uffff`);
const ofBox = (box: string) => startingWith(`${box}/`);

function openDatabase(onGone: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, VERSION);
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(ENTRIES, { keyPath: 'id' }));
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB cannot be opened')));
    request.addEventListener('blocked', () =>
      reject(new Error('IndexedDB is blocked by another version of this page')),
    );
    request.addEventListener('success', () => {
      const database = request.result;
      database.addEventListener('versionchange', () => {
        database.close();
        onGone();
      });
      database.addEventListener('close', onGone);
      resolve(database);
    });
  });
}

/** Entries in IndexedDB, shared by all tabs of this browser; a channel tells the others of every change. */
class IndexedDbStore implements OutboxStore {
  readonly durable = true;
  private readonly watchers = new Watchers();
  private readonly channel = new BroadcastChannel(DATABASE);
  private database: Promise<IDBDatabase>;

  constructor(first: IDBDatabase) {
    this.database = Promise.resolve(first);
    this.channel.addEventListener('message', ({ data }: MessageEvent<{ prefix: string; change: StoreChange }>) =>
      this.watchers.notify(data.prefix, data.change),
    );
  }

  static async open(): Promise<IndexedDbStore> {
    let store: IndexedDbStore | null = null;
    const database = await openDatabase(() => store?.reopen());
    store = new IndexedDbStore(database);
    return store;
  }

  async all<Item>(box: string): Promise<OutboxEntry<Item>[]> {
    const database = await this.database;
    return new Promise((resolve, reject) => {
      const request = database.transaction(ENTRIES, 'readonly').objectStore(ENTRIES).getAll(ofBox(box));
      request.addEventListener('success', () => resolve(request.result as OutboxEntry<Item>[]));
      request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB cannot be read')));
    });
  }

  async replace(removed: readonly string[], added: readonly OutboxEntry<unknown>[]): Promise<void> {
    await this.write((entries) => {
      for (const id of removed) entries.delete(id);
      for (const entry of added) entries.put(entry);
    });
    const boxes = new Set([...removed.map((id) => id.slice(0, id.lastIndexOf('/'))), ...added.map(({ box }) => box)]);
    for (const box of boxes) this.notifyOthers(box, 'changed');
  }

  async clear(box: string): Promise<void> {
    await this.write((entries) => entries.delete(ofBox(box)));
    this.notifyOthers(box, 'changed');
  }

  async discard(prefix: string): Promise<void> {
    // This page's own outboxes first: nothing may be put between the deletion and their end.
    this.watchers.notify(prefix, 'discarded');
    await this.write((entries) => entries.delete(startingWith(prefix)));
    this.notifyOthers(prefix, 'discarded');
  }

  watch(box: string, listener: (change: StoreChange) => void): () => void {
    return this.watchers.add(box, listener);
  }

  /** The browser closed the database (the user cleared the site's data, another version opened it): begin again. */
  private reopen(): void {
    this.database = openDatabase(() => this.reopen());
    this.database.catch(() => undefined); // the next caller gets the error
  }

  private notifyOthers(prefix: string, change: StoreChange): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target: only pages of this origin hear it
    this.channel.postMessage({ prefix, change });
  }

  private async write(work: (entries: IDBObjectStore) => void): Promise<void> {
    const database = await this.database;
    await new Promise<void>((resolve, reject) => {
      const transaction = database.transaction(ENTRIES, 'readwrite', { durability: 'strict' });
      transaction.addEventListener('complete', () => resolve());
      transaction.addEventListener('abort', () =>
        reject(transaction.error ?? new Error('IndexedDB cannot be written')),
      );
      work(transaction.objectStore(ENTRIES));
      // No more requests follow: the page may be closed now and the browser still writes.
      transaction.commit();
    });
  }
}

let shared: Promise<OutboxStore> | null = null;

/** This browser's store; where IndexedDB is not to be had, the page's memory, which says so by `durable`. */
export function deviceStore(): Promise<OutboxStore> {
  shared ??= IndexedDbStore.open().catch(() => new MemoryStore());
  return shared;
}
