import { affectKey } from '@/components/affect';
import type { Token } from '@/components/chart/palette';
import type { Category } from '../types';

/** The catalogue key of what a share is about: a learning state, or one of the two sides. */
export function categoryKey(category: Category): string {
  return category === 'struggling' || category === 'not_struggling'
    ? `live-class:sides.${category}`
    : affectKey(category);
}

/** The colour token of it; the sides take those of the states that they stand for. */
export function categoryToken(category: Category): Token {
  if (category === 'struggling') return '--state-maybe_confused';
  return category === 'not_struggling' ? '--state-engaged' : `--state-${category}`;
}
