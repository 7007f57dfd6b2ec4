import { untilLoaded } from '@/platform/loading/untilLoaded';

/** Whether a text carries words of self-harm or abuse. */
export type Matches = (text: string) => boolean;

let here: Matches | undefined;
let coming: Promise<Matches> | undefined;

/** The words, once they are on the device. */
export function crisisWords(): Matches | undefined {
  return here;
}

/**
 * Fetch the words, which are heavier than a page, for a field that somebody is about to write in. The first call fetches
 * them for all fields; without a connection it is tried again until they are there: no text may go unread.
 */
export function fetchCrisisWords(load: () => Promise<Matches> = fromOwnFile): Promise<Matches> {
  coming ??= untilLoaded(load).then((matches) => (here = matches));
  return coming;
}

const PATIENCE_MS = 4000; // as long as a message may wait to be sent for what marks it as urgent

/** Whether a text that is about to be sent carries such words; `false` where they cannot be had in time. */
export async function carriesCrisisWordsInTime(text: string, patienceMs = PATIENCE_MS): Promise<boolean> {
  if (here) return here(text);
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), patienceMs));
  return Promise.race([fetchCrisisWords().then((matches) => matches(text)), late]);
}

const fromOwnFile = async () => (await import('@/platform/crisis/match')).carriesCrisisWords;
