import type { Feeling } from './api';

/** What a student can say about themselves, in the words and order that they are offered. */
export const FEELINGS: readonly { feeling: Feeling; emoji: string }[] = [
  { feeling: 'engaged', emoji: '💡' },
  { feeling: 'neutral', emoji: '🙂' },
  { feeling: 'happiness', emoji: '😄' },
  { feeling: 'maybe_confused', emoji: '🤔' },
  { feeling: 'maybe_frustrated', emoji: '😤' },
  { feeling: 'maybe_disengaged', emoji: '🥱' },
  { feeling: 'low_mood', emoji: '🌧️' },
];
