import { useEffect } from 'react';
import { usePresentedBlock } from '@/platform/lesson/presented';

/** Bring what is presented in class into view whenever it changes, and when the student comes back to the class. */
export function usePresented(lessonId: string): void {
  const blockId = usePresentedBlock(lessonId);
  useEffect(() => {
    if (blockId === null || isWriting()) return;
    document.getElementById(`block-${blockId}`)?.scrollIntoView();
  }, [blockId]);
}

/** Whoever is writing keeps their words before their eyes; the mark says where the class is. */
function isWriting(): boolean {
  const focused = document.activeElement;
  return (
    focused instanceof HTMLElement && focused.matches('main textarea, main input:not([type=radio], [type=checkbox])')
  );
}
