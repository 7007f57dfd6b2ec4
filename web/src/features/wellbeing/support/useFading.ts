import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';

interface Fading {
  /** Whether the clock runs at all: something is shown that may fade. */
  active: boolean;
  /** What is shown; another one starts the clock anew. */
  subject: string | null;
  seconds: number;
  onFade: () => void;
}

/** Let something fade after its time, which stands still while it is pointed at, has the focus, or nobody sees the page. */
export function useFading(region: RefObject<HTMLElement | null>, { active, subject, seconds, onFade }: Fading): void {
  const held = useHeld(region);
  const clock = useRef<{ subject: string | null; left: number }>({ subject: null, left: 0 });
  const fade = useEffectEvent(onFade);

  useEffect(() => {
    if (clock.current.subject !== subject) clock.current = { subject, left: seconds * 1000 };
    if (!active || held) return undefined;
    const since = Date.now();
    const timer = setTimeout(fade, clock.current.left);
    return () => {
      clearTimeout(timer);
      clock.current.left = Math.max(0, clock.current.left - (Date.now() - since));
    };
  }, [active, held, subject, seconds]);
}

/** Whether the pointer or the focus is inside, or the page is out of sight. */
function useHeld(region: RefObject<HTMLElement | null>): boolean {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    const element = region.current;
    if (!element) return undefined;
    const look = () =>
      setHeld(element.matches(':hover') || element.contains(document.activeElement) || document.hidden);
    const later = () => setTimeout(look); // while the focus moves, it is nowhere
    const events = ['pointerenter', 'pointerleave', 'focusin', 'focusout'] as const;
    for (const event of events) element.addEventListener(event, later);
    document.addEventListener('visibilitychange', look);
    return () => {
      for (const event of events) element.removeEventListener(event, later);
      document.removeEventListener('visibilitychange', look);
    };
  }, [region]);
  return held;
}
