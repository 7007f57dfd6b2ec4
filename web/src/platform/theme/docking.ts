import { useEffect, type RefObject } from 'react';

/** What lies over the lower edge of the window, from the edge upwards. */
export type DockName = 'tools' | 'undo' | 'support';

/**
 * Tell the style sheets how high something at the lower edge is (`--dock-tools`, …): what lies above it stands on it, and
 * the page ends and scrolls as much earlier, so that nothing there covers a control for good.
 */
export function useDock(name: DockName, ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = ref.current;
    if (!element) return undefined;
    const root = document.documentElement.style;
    const measure = () => {
      root.setProperty(`--dock-${name}`, `${heightAtEdge(element)}px`);
      revealFocus(element);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    window.addEventListener('resize', measure);
    measure();
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
      root.removeProperty(`--dock-${name}`);
    };
  }, [name, ref]);
}

/** What has the focus, as the button that was just pressed, is scrolled out from under what has come over it. */
function revealFocus(dock: HTMLElement): void {
  const focused = document.activeElement;
  if (!focused || focused === document.body || dock.contains(focused)) return;
  if (heightAtEdge(dock) === 0) return;
  const [mine, over] = [focused.getBoundingClientRect(), dock.getBoundingClientRect()];
  const overlaps = mine.bottom > over.top && mine.top < over.bottom && mine.right > over.left && mine.left < over.right;
  if (overlaps) focused.scrollIntoView({ block: 'nearest' });
}

/** How high it is where it is fixed to the window; what stands within the page covers nothing. */
function heightAtEdge(element: HTMLElement): number {
  return getComputedStyle(element).position === 'fixed' ? Math.ceil(element.getBoundingClientRect().height) : 0;
}
