/** Take the one at `from` out and put it back at `to`; the list itself stays as it is. */
export function moved<Entry>(list: readonly Entry[], from: number, to: number): Entry[] {
  const kept = list.filter((_, index) => index !== from);
  const entry = list[from];
  if (entry === undefined) return [...list];
  const place = Math.max(0, Math.min(to, kept.length));
  return [...kept.slice(0, place), entry, ...kept.slice(place)];
}

/** Put an entry at a place; behind all others where none is given. */
export function inserted<Entry>(list: readonly Entry[], entry: Entry, at = list.length): Entry[] {
  return [...list.slice(0, at), entry, ...list.slice(at)];
}

/** Replace what has this id. */
export function replaced<Entry extends { id: string }>(list: readonly Entry[], entry: Entry): Entry[] {
  return list.map((other) => (other.id === entry.id ? entry : other));
}

/** The list without what has this id. */
export function without<Entry extends { id: string }>(list: readonly Entry[], id: string): Entry[] {
  return list.filter((entry) => entry.id !== id);
}
