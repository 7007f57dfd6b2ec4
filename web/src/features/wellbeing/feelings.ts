import { EXPRESSION_EMOJI, EXPRESSIONS, STATE_EMOJI } from '@/components/affect';
import type { Feeling } from './api';

interface Choice {
  feeling: Feeling;
  emoji: string;
}

const STATES = ['engaged', 'maybe_confused', 'maybe_frustrated', 'maybe_disengaged', 'low_mood'] as const;

/** What a student can say about themselves: how the learning goes, and the eight expressions. */
export const FEELINGS: Readonly<Record<'learning' | 'mood', readonly Choice[]>> = {
  learning: STATES.map((feeling) => ({ feeling, emoji: STATE_EMOJI[feeling] })),
  mood: EXPRESSIONS.map((feeling) => ({ feeling, emoji: EXPRESSION_EMOJI[feeling] })),
};
