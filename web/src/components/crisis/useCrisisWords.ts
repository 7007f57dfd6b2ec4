import { useDeferredValue, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import { crisisWords, fetchCrisisWords, type Matches } from './crisisWords';
import { currentVisit, pinCard } from './pinnedCard';

/**
 * Whether what is being written carries words of self-harm or abuse. It is known to this component and to nothing else; once
 * a text has been sent and its field is empty, it stays true until something else is written. `null`: not a field of a student.
 *
 * What it is told by is fetched when a field of the page is entered, whatever is written there. What was written before it
 * came is looked at as soon as it is there, also what was sent meanwhile, and when the field is gone.
 */
export function useCrisisWords(text: string | null): boolean {
  const [matches, setMatches] = useState(crisisWords);
  const written = useDeferredValue(useLast(text ?? ''));
  const found = useMemo(() => matches?.(written) ?? false, [matches, written]);
  useFetched(text, setMatches);
  return found;
}

/** The text; of a field that has been emptied, the one before. */
function useLast(text: string): string {
  const [last, setLast] = useState(text);
  if (text !== '' && text !== last) setLast(text);
  return text === '' ? last : text;
}

function useFetched(text: string | null, setMatches: (next: () => Matches) => void): void {
  const unread = useRef({ now: '', before: [] as string[], open: true });
  const isOn = text !== null;
  const isWritten = text !== null && text !== '';

  useEffect(() => {
    const texts = unread.current;
    if (text === '' && texts.now !== '' && !crisisWords()) texts.before.push(texts.now);
    texts.now = text ?? '';
  }, [text]);

  const read = useEffectEvent(async () => {
    const visit = currentVisit();
    const matchesText = await fetchCrisisWords();
    const { open, before, now } = unread.current;
    if (open) setMatches(() => matchesText);
    const gone = open ? before : [...before, now];
    if (gone.some(matchesText)) pinCard(visit);
    before.length = 0;
  });
  useEffect(() => {
    if (!isOn || crisisWords()) return undefined;
    const begin = () => {
      removeEventListener('focusin', begin);
      void read();
    };
    if (isWritten) begin();
    else addEventListener('focusin', begin);
    return () => removeEventListener('focusin', begin);
  }, [isOn, isWritten]);

  useEffect(() => {
    const texts = unread.current;
    texts.open = true;
    return () => {
      texts.open = false;
    };
  }, []);
}
