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

const FACE = 'M3 12a9 9 0 1 0 18 0a9 9 0 1 0 -18 0';
const EYES = 'M9 10l.01 0M15 10l.01 0';

/**
 * A pictogram for each, drawn and not an emoji, which is an empty box where no such font is installed; always shown beside
 * the word, never alone. Strokes on a field of 24 by 24, after Tabler Icons (MIT).
 */
export const PICTOGRAMS: Readonly<Record<Expression | LearningState, string>> = {
  neutral: `${FACE}${EYES}M9 15l6 0`,
  happiness: `${FACE}${EYES}M9.5 15a3.5 3.5 0 0 0 5 0`,
  surprise: `${FACE}M9 9l.01 0M15 9l.01 0M10 15a2 2 0 1 0 4 0a2 2 0 1 0 -4 0`,
  sadness: `${FACE}${EYES}M9.5 15.25a3.5 3.5 0 0 1 5 0`,
  anger: `${FACE}M8 9l2 1M16 9l-2 1M14.5 16.05a3.5 3.5 0 0 0 -5 0`,
  disgust: `${FACE}M8 16l1 -1l1.5 1l1.5 -1l1.5 1l1.5 -1l1 1M8.5 11.5l1.5 -1.5l-1.5 -1.5M15.5 11.5l-1.5 -1.5l1.5 -1.5`,
  fear: `${FACE}${EYES}M8 16l2 -2l2 2l2 -2l2 2`,
  contempt: `${FACE}M11 16l4 -1.5M10 10c-.5 -1 -2.5 -1 -3 0M17 10c-.5 -1 -2.5 -1 -3 0`,
  engaged:
    'M3 12h1m8 -9v1m8 8h1m-15.4 -6.4l.7 .7m12.1 -.7l-.7 .7M9 16a5 5 0 1 1 6 0a3.5 3.5 0 0 0 -1 3a2 2 0 0 1 -4 0a3.5 3.5 0 0 0 -1 -3M9.7 17l4.6 0',
  maybe_confused:
    'M14.986 3.51a9 9 0 1 0 1.514 16.284c2.489 -1.437 4.181 -3.978 4.5 -6.794M10 10h.01M14 8h.01M12 15c1 -1.333 2 -2 3 -2M20 9v.01M20 6a2.003 2.003 0 0 0 .914 -3.782a1.98 1.98 0 0 0 -2.414 .483',
  maybe_frustrated: `${FACE}M14.5 16.05a3.5 3.5 0 0 0 -5 0M8.5 11.5l1.5 -1.5l-1.5 -1.5M15.5 11.5l-1.5 -1.5l1.5 -1.5`,
  maybe_disengaged: 'M4 12h6l-6 8h6M14 4h6l-6 8h6',
  low_mood: 'M7 18a4.6 4.4 0 0 1 0 -9a5 4.5 0 0 1 11 2h1a3.5 3.5 0 0 1 0 7M11 13v2m0 3v2m4 -5v2m0 3v2',
  unknown: 'M8 8a3.5 3 0 0 1 3.5 -3h1a3.5 3 0 0 1 3.5 3a3 3 0 0 1 -2 3a3 4 0 0 0 -2 4M12 19l0 .01',
};

const MOST_PERCENT = 99; // a model is never certain, whatever its arithmetic rounds to

/** A confidence in whole percent as it may be said: never 100. */
export function confidencePercent(confidence: number): number {
  return Math.min(MOST_PERCENT, Math.round(100 * confidence));
}

/** The colour token of an expression or a learning state. */
export function affectColor(name: Expression | LearningState): string {
  const kind = name !== 'unknown' && (LEARNING_STATES as readonly string[]).includes(name) ? 'state' : 'expression';
  return `var(--${kind}-${name})`;
}

/** The catalogue key of an expression or a learning state; both vocabularies share `unknown`. */
export function affectKey(name: Expression | LearningState): string {
  return `app:affect.${name}`;
}
