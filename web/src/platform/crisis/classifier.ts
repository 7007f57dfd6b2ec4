import { featuresOf } from './features';

/** What was learnt from the phrases in `scripts/crisis/phrases`; `npm run crisis` learns it anew. */
export interface Weights {
  /** One weight a bucket. */
  buckets: ArrayLike<number>;
  /** What a weight of one is worth. */
  scale: number;
  bias: number;
}

/** In the file a weight is one letter: so many letters after or before this one, at most `LARGEST`; none needs a backslash. */
export const ZERO = '?'.charCodeAt(0);
export const LARGEST = 28;

/** A longer sentence is looked at in stretches of so many words: a few words of many say it. */
const STRETCH = 14;
const STEP = 3;

/** How much the most telling stretch of a sentence sounds like words of self-harm or abuse: above 0 rather so than not. */
export function scoreOf(words: readonly string[], { buckets, scale, bias }: Weights): number {
  const sums = [0];
  const counts = [0];
  for (const features of featuresOf(words)) {
    let sum = sums.at(-1)!;
    for (const feature of features) sum += buckets[feature]!;
    sums.push(sum);
    counts.push(counts.at(-1)! + features.length);
  }
  let most = -Infinity;
  for (let start = 0; start === 0 || start + STRETCH - STEP < words.length; start += STEP) {
    const end = Math.min(start + STRETCH, words.length);
    most = Math.max(most, (sums[end]! - sums[start]!) / Math.sqrt(counts[end]! - counts[start]! || 1));
  }
  return bias + scale * most;
}
