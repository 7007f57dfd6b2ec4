import type { OwnCall } from './api';

/** The unanswered raised hands, wherever they were raised. */
export function openHands(calls: readonly OwnCall[]): OwnCall[] {
  return calls.filter(({ kind, answer }) => kind === 'hand_raised' && answer === null);
}

/** The unanswered "I'm lost here" of a block. */
export function openLost(calls: readonly OwnCall[], blockId: string): OwnCall[] {
  return calls.filter(({ kind, answer, block_id }) => kind === 'lost_here' && answer === null && block_id === blockId);
}

/** The block at which the student was lost last, of those that are unanswered. */
export function latestLostBlock(calls: readonly OwnCall[]): string | null {
  const open = calls.filter(({ kind, answer }) => kind === 'lost_here' && answer === null);
  return open.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))[0]?.block_id ?? null;
}

/** The calls whose answer the student has not put away, the latest answer first. */
export function answeredCalls(calls: readonly OwnCall[]): OwnCall[] {
  const at = ({ answer }: OwnCall) => Date.parse(answer?.at ?? '');
  return calls.filter(({ answer }) => answer !== null).toSorted((a, b) => at(b) - at(a));
}

/** Where a call was made, as far as the lesson still has it: "Recursion · The base case". */
export function locationOf({ lesson_title, block_title }: OwnCall): string | null {
  return [lesson_title, block_title].filter(Boolean).join(' · ') || null;
}
