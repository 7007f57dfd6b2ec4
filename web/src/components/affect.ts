import type { Schemas } from '@/platform/api/client';

export type Expression = Schemas['Expression'];
export type LearningState = Schemas['LearningState'];

/** The canonical order; the vector `p` of a window follows it. */
export const EXPRESSIONS: readonly Expression[] = [
  'neutral',
  'happiness',
  'surprise',
  'sadness',
  'anger',
  'disgust',
  'fear',
  'contempt',
];

export const LEARNING_STATES: readonly LearningState[] = [
  'engaged',
  'maybe_confused',
  'maybe_frustrated',
  'maybe_disengaged',
  'low_mood',
  'unknown',
];

/** A pictogram for each; always shown beside the word, never alone. */
export const EXPRESSION_EMOJI: Record<Expression | 'unknown', string> = {
  neutral: '😐',
  happiness: '🙂',
  surprise: '😮',
  sadness: '😔',
  anger: '😠',
  disgust: '😖',
  fear: '😟',
  contempt: '😒',
  unknown: '❔',
};

export const STATE_EMOJI: Record<LearningState, string> = {
  engaged: '💡',
  maybe_confused: '🤔',
  maybe_frustrated: '😤',
  maybe_disengaged: '🥱',
  low_mood: '🌧️',
  unknown: '❔',
};

/** The colour token of an expression or a learning state. */
export function affectColor(name: Expression | LearningState): string {
  const kind = name !== 'unknown' && (LEARNING_STATES as readonly string[]).includes(name) ? 'state' : 'expression';
  return `var(--${kind}-${name})`;
}

/** The catalogue key of an expression or a learning state; both vocabularies share `unknown`. */
export function affectKey(name: Expression | LearningState): string {
  return `app:affect.${name}`;
}
