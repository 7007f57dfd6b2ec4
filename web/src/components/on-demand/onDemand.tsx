import { lazy, Suspense, useEffect, useRef, useState, type ComponentType, type ReactNode, type Ref } from 'react';
import { untilLoaded } from '@/platform/loading/untilLoaded';

/**
 * What a button with something to open is told by whoever opens it. It spreads this before its own properties: a menu gives
 * its target an empty class name, too.
 */
export interface OpenerProps {
  ref?: Ref<HTMLButtonElement>;
  onClick?: () => void;
  'aria-haspopup'?: 'menu' | 'dialog';
  'aria-expanded'?: boolean;
}

/**
 * A button whose menu is fetched when somebody reaches for it: what opens is heavier than the page around it. Until then the
 * button stands alone; afterwards the menu that was fetched has it.
 *
 * renderOpener: the button, with the properties that make it open.
 * load: fetches the same button with its menu, which opens itself by `useOpening`.
 */
export function onDemand<P extends object>(
  renderOpener: (opener: OpenerProps, props: P) => ReactNode,
  kind: 'menu' | 'dialog',
  load: () => Promise<ComponentType<P>>,
): ComponentType<P> {
  const Opened = lazy(async () => ({ default: await untilLoaded(load) }));
  return function OnDemand(props: P) {
    const [reached, setReached] = useState(false);
    const fetch = () => void load().catch(() => undefined); // ahead of the click, which waits for it
    const opener = renderOpener(
      { 'aria-haspopup': kind, 'aria-expanded': reached, onClick: () => setReached(true) },
      props,
    );
    if (!reached)
      return (
        <span style={{ display: 'contents' }} onPointerEnter={fetch} onFocus={fetch}>
          {opener}
        </span>
      );
    return (
      <Suspense fallback={opener}>
        <Opened {...props} />
      </Suspense>
    );
  };
}

/** Of a menu that has just come: it opens, and its button has the focus again that the one before it had. */
export function useOpening() {
  const target = useRef<HTMLButtonElement>(null);
  const [opened, onChange] = useState(false);
  useEffect(() => {
    target.current?.focus({ preventScroll: true });
    queueMicrotask(() => onChange(true)); // the menu gives the focus back to what had it when it opened: to this button
  }, []);
  return { target, opened, onChange };
}
