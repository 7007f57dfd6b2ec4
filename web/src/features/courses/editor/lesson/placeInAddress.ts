import type { Place } from './editorContext';

const BLOCK = /^#block-(?<id>[0-9a-f-]{36})$/;

/** The block that an address leads to; null where it names none. */
export function placeInAddress(hash: string): Place | null {
  const id = BLOCK.exec(hash)?.groups?.['id'];
  return id ? { blockId: id, questionId: null, field: null, nonce: 0 } : null;
}
