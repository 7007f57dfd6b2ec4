import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sessionKey, type SessionState } from '../session';
import { textKey } from './keys';

/**
 * A text that the user is writing, saved on this device until it is sent or emptied: a reload, a link and back or an
 * ended session does not lose it. `field` names the form and what it is about.
 */
export function useDeviceText(field: string): readonly [string, (text: string) => void] {
  const userId = useQueryClient().getQueryData<SessionState>(sessionKey)?.user?.id;
  const key = textKey(userId ?? '', field);
  const [held, setHeld] = useState(() => ({ key, text: read(key) }));
  const text = held.key === key ? held.text : read(key);

  const change = (next: string) => {
    setHeld({ key, text: next });
    if (next === '' || !userId) localStorage.removeItem(key);
    else localStorage.setItem(key, next);
  };
  return [text, change];
}

function read(key: string): string {
  return localStorage.getItem(key) ?? '';
}
