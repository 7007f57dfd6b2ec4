import type { Piece } from './kinds';

/** The pieces as the student has put them; what the draft does not know keeps its place at the end. */
export function inOrder(items: readonly Piece[], order: readonly string[]): Piece[] {
  const known = order.flatMap((id) => items.find((item) => item.id === id) ?? []);
  return [...known, ...items.filter(({ id }) => !order.includes(id))];
}

/** Move the piece at `from` to `to`; a place outside the list changes nothing. */
export function move<Item>(list: readonly Item[], from: number, to: number): Item[] {
  if (from < 0 || to < 0 || from >= list.length || to >= list.length) return [...list];
  const moved = list.toSpliced(from, 1);
  return moved.toSpliced(to, 0, list[from]!);
}
