import { useQuery } from '@tanstack/react-query';
import type { LearningState } from '@/components/affect';
import { api, unwrap, type Schemas } from '@/platform/api/client';

export type Quality = Schemas['QualityOut'];
export type Period = Schemas['QualityPeriodOut'];
export type Cell = Schemas['QualityCellOut'];
export type Share = Schemas['QualityShareOut'];
type Division = Schemas['Division'];

export const STATES: readonly LearningState[] = [
  'engaged',
  'maybe_confused',
  'maybe_frustrated',
  'maybe_disengaged',
  'low_mood',
];

/** Every period that has been decided on, oldest first. */
export function useQuality() {
  return useQuery({
    queryKey: ['insight', 'quality'],
    queryFn: () => unwrap(api.GET('/api/v1/insight/quality')),
  });
}

/** What is shown of a part of the readings; of all of them if no value is given. */
export function cellOf({ cells }: Period, division: Division, value = ''): Cell | undefined {
  return cells.find((cell) => cell.division === division && cell.value === value);
}

/** The cells of a division, in the order of their values. */
export function cellsOf({ cells }: Period, division: Division): Cell[] {
  return cells.filter((cell) => cell.division === division);
}

/** A share as a number: the middle of its range where it is said in a word. */
export function amountOf({ share, low, high }: Share): number {
  return share ?? (low + high) / 2;
}

/** The state that readings are least often right about, where that is more than chance; null where it cannot be said. */
export function worstState(period: Period): LearningState | null {
  const known = STATES.flatMap((state) => {
    const share = cellOf(period, 'read_as', state)?.agreement?.share;
    return share ? [{ state, share }] : [];
  }).toSorted((one, other) => amountOf(one.share) - amountOf(other.share));
  const [worst, best] = [known[0], known.at(-1)];
  return worst && best && worst.share.high <= best.share.low ? worst.state : null;
}
