// The eight expressions in their canonical spelling and order: the twin of src/attune/expressions.py.

export const EXPRESSIONS = [
  'neutral',
  'happiness',
  'surprise',
  'sadness',
  'anger',
  'disgust',
  'fear',
  'contempt',
] as const;

export type Expression = (typeof EXPRESSIONS)[number];

/** Valence and arousal of each expression, each in [-1, 1]; sources are given in expressions.py. */
const CIRCUMPLEX: Record<Expression, readonly [number, number]> = {
  neutral: [0, 0],
  happiness: [0.8, 0.45],
  surprise: [0.2, 0.75],
  sadness: [-0.7, -0.4],
  anger: [-0.6, 0.65],
  disgust: [-0.7, 0.35],
  fear: [-0.6, 0.75],
  contempt: [-0.55, 0.25],
};

export function isExpression(label: unknown): label is Expression {
  return (EXPRESSIONS as readonly unknown[]).includes(label);
}

/** Valence and arousal as the expectation over the circumplex. p: eight probabilities. */
export function valenceArousal(p: readonly number[]): { valence: number; arousal: number } {
  let valence = 0;
  let arousal = 0;
  EXPRESSIONS.forEach((expression, i) => {
    const [v, a] = CIRCUMPLEX[expression];
    valence += p[i]! * v;
    arousal += p[i]! * a;
  });
  return { valence, arousal };
}

/** Entropy as a share of the largest possible: 0 is certain, 1 is uniform. */
export function entropyShare(p: readonly number[]): number {
  let sum = 0;
  for (const value of p) if (value > 0) sum -= value * Math.log(value);
  return sum / Math.log(p.length);
}

/** Index of the largest value; the first of equals. */
export function indexOfMax(values: readonly number[]): number {
  return values.reduce((best, value, i) => (value > values[best]! ? i : best), 0);
}
