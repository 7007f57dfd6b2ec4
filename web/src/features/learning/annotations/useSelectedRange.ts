import { useEffect, useState, type RefObject } from 'react';
import { trimRange } from './ranges';

/** A passage of a text, in UTF-16 code units. */
export interface SelectedRange {
  start: number;
  end: number;
}

/** The passage that is selected within an element whose text is exactly `text`; null while there is none. */
export function useSelectedRange(root: RefObject<HTMLElement | null>, text: string): SelectedRange | null {
  const [range, setRange] = useState<SelectedRange | null>(null);
  useEffect(() => {
    const follow = () => setRange(root.current ? readSelection(root.current, text) : null);
    document.addEventListener('selectionchange', follow);
    return () => document.removeEventListener('selectionchange', follow);
  }, [root, text]);
  return range;
}

function readSelection(root: HTMLElement, text: string): SelectedRange | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(root, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const start = before.toString().length;
  return trimRange(text, start, start + range.toString().length);
}
