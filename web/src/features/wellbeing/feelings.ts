import { EXPRESSIONS } from '@/components/affect';
import type { Feeling } from './api';

/** What a student can say about themselves: how the learning goes, and the eight expressions. */
export const FEELINGS: Readonly<Record<'learning' | 'mood', readonly Exclude<Feeling, 'tired'>[]>> = {
  learning: ['engaged', 'maybe_confused', 'maybe_frustrated', 'maybe_disengaged', 'low_mood'],
  mood: EXPRESSIONS,
};
