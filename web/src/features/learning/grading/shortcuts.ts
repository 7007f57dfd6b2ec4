import { useEffect, useEffectEvent, useState } from 'react';

const OFF_KEY = 'attune.grading.shortcuts';

export interface Shortcuts {
  onNext: () => void;
  onPrevious: () => void;
  /** A digit begins the points. */
  onDigit: () => void;
  onGive: () => void;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable=true]') !== null;
}

/**
 * Keys for who grades many: n and p, digits, Ctrl+Enter. Single letters can be switched off, because a speech input may send
 * them unintended (WCAG 2.1.4).
 */
export function useShortcuts(shortcuts: Shortcuts) {
  const [on, setOn] = useState(() => localStorage.getItem(OFF_KEY) !== 'off');
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (document.querySelector('[role=dialog]')) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      shortcuts.onGive();
      return;
    }
    if (!on || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === 'n' || event.key === 'p') {
      event.preventDefault();
      if (event.key === 'n') shortcuts.onNext();
      else shortcuts.onPrevious();
    } else if (/^\d$/.test(event.key)) shortcuts.onDigit(); // the field that has the focus then takes the digit itself
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
  return {
    on,
    toggle: () => {
      localStorage.setItem(OFF_KEY, on ? 'off' : 'on');
      setOn(!on);
    },
  };
}
