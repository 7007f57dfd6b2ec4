import { entryId, type OutboxEntry, type OutboxStore } from './store';

/** Move what an earlier version of the client kept as one list in `localStorage` into the store, oldest of all. */
export async function moveOldList<Item>(store: OutboxStore, box: string, keyOf: (item: Item) => string): Promise<void> {
  const stored = localStorage.getItem(box);
  if (stored === null || !store.durable) return;
  const items = readList<Item>(stored);
  if (items === null) return;
  await store.replace(
    [],
    items.map((item, index): OutboxEntry<Item> => ({
      id: entryId(box),
      box,
      key: keyOf(item),
      at: index,
      item,
      refusal: null,
    })),
  );
  // A tab with the earlier version may have written meanwhile; then the next start moves the list again.
  if (localStorage.getItem(box) === stored) localStorage.removeItem(box);
}

function readList<Item>(stored: string): Item[] | null {
  try {
    const list: unknown = JSON.parse(stored);
    return Array.isArray(list) ? (list as Item[]) : null;
  } catch {
    return null;
  }
}
