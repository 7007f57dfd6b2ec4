import type { Comparison } from './api';

export type Verdict = 'too_few' | 'better' | 'worse' | 'open' | 'one_arm';

/** What a comparison allows to say: a difference only where its interval does not hold zero. */
export function verdictOf({ arms, difference }: Comparison): Verdict {
  if (arms.some(({ outcome }) => outcome === null)) return 'too_few';
  if (!difference) return 'one_arm';
  if (difference.low > 0) return 'better';
  return difference.high < 0 ? 'worse' : 'open';
}
