import { useCallback, useState } from 'react';
import { carriesCrisisWordsInTime } from './crisisWords';

/**
 * The mark of a question: set where its words call for it, and the student's as soon as they touch it, until reset.
 * `decide` gives the mark of what is about to be sent: sent before the words were on the device, it waits for them a moment.
 */
export function useUrgentMark(suggested: boolean) {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [isDeciding, setDeciding] = useState(false);
  const resetUrgent = useCallback(() => setChosen(null), []);
  const decide = async (text: string): Promise<boolean> => {
    if (chosen !== null || suggested) return chosen ?? suggested;
    setDeciding(true);
    try {
      return await carriesCrisisWordsInTime(text);
    } finally {
      setDeciding(false);
    }
  };
  return { urgent: chosen ?? suggested, setUrgent: setChosen, resetUrgent, decide, isDeciding };
}
