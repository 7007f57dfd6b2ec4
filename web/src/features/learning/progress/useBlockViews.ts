import { useEffect, useEffectEvent } from 'react';
import { advanceViews, currentBlock, NOTHING_VIEWED, type ViewChanges, type Sight } from './views';

const TICK_MS = 500;
const ATTRIBUTE = 'data-block-id';

/** Mark an element as a block whose reading is followed. */
export function blockAttributes(blockId: string): Record<typeof ATTRIBUTE, string> {
  return { [ATTRIBUTE]: blockId };
}

function measure(element: Element): Sight {
  const { top, bottom, height: whole } = element.getBoundingClientRect();
  const screen = window.innerHeight;
  const height = Math.max(0, Math.min(bottom, screen) - Math.max(top, 0));
  return {
    share: Math.max(height / Math.max(whole, 1), height / screen),
    endSeen: bottom > 0 && bottom <= screen + 1,
    height,
  };
}

function measureAll(elements: ReadonlySet<Element>): Map<string, Sight> {
  return new Map([...elements].map((element) => [element.getAttribute(ATTRIBUTE)!, measure(element)]));
}

/**
 * Follow what the student has on the screen while the tab is visible: what they viewed, read, and are at.
 * It stays on this device; `needed` says for how many milliseconds a block is to be in sight until it counts as read.
 */
export function useBlockViews(
  onChanges: (changes: ViewChanges) => void,
  onCurrent: (blockId: string) => void,
  needed: (blockId: string) => number,
): void {
  const reportChanges = useEffectEvent(onChanges);
  const reportCurrent = useEffectEvent(onCurrent);
  const neededNow = useEffectEvent(needed);

  useEffect(() => {
    const near = new Set<Element>();
    let state = NOTHING_VIEWED;
    // The observer says which blocks are on the screen at all; only those are measured.
    const observer = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) near.add(target);
        else near.delete(target);
      }
    });
    for (const element of document.querySelectorAll(`[${ATTRIBUTE}]`)) observer.observe(element);

    const timer = setInterval(() => {
      if (document.hidden) return;
      const sights = measureAll(near);
      const [next, changes] = advanceViews(state, sights, TICK_MS, neededNow);
      state = next;
      if (changes.viewed.length + changes.finished.length > 0) reportChanges(changes);
      const current = currentBlock(sights);
      if (current) reportCurrent(current);
    }, TICK_MS);
    return () => {
      clearInterval(timer);
      observer.disconnect();
    };
  }, []);
}
