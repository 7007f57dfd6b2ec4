import { useEffect, useRef } from 'react';
import { CrisisContent } from './CrisisContent';
import { dismissCard, pinCard } from './pinnedCard';

/**
 * Beside a field in which somebody writes about self-harm or abuse: whom to turn to. The region is always there, so that a
 * screen reader says it when it fills; the focus stays in the field, which works as ever. Nothing of it leaves the page.
 */
export function CrisisCard({ shown }: { shown: boolean }) {
  const current = useRef(shown);
  useEffect(() => {
    current.current = shown;
    if (shown) dismissCard();
  }, [shown]);
  useEffect(
    () => () => {
      if (current.current) pinCard();
    },
    [],
  );
  return <div aria-live="polite">{shown ? <CrisisContent /> : null}</div>;
}
