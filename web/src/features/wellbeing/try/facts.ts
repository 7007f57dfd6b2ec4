import { EXPRESSIONS, type Expression } from '@/components/affect';

export interface Facts {
  accuracy: number;
  low: number;
  high: number;
  images: number;
  calibrationError: number | null;
  /** Expressions of which the model finds less than half, worst first. */
  weakest: readonly { expression: Expression; found: number; of: number }[];
}

const HALF = 0.5;

/** What a bundle's metrics say, where they are as `attune export` writes them; null where nothing was measured. */
export function readFacts(metrics: Record<string, unknown>): Facts | null {
  const { accuracy, accuracy_interval_95: interval, n, ece, classes } = metrics;
  if (typeof accuracy !== 'number' || typeof n !== 'number' || !isPair(interval)) return null;
  return {
    accuracy,
    low: interval[0],
    high: interval[1],
    images: n,
    calibrationError: typeof ece === 'number' ? ece : null,
    weakest: weakestOf(classes),
  };
}

function isPair(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every((each) => typeof each === 'number');
}

function weakestOf(classes: unknown): Facts['weakest'] {
  const stated = (classes ?? {}) as Partial<Record<Expression, { recall?: number; n?: number }>>;
  return EXPRESSIONS.flatMap((expression) => {
    const { recall, n } = stated[expression] ?? {};
    return recall === undefined || n === undefined || recall >= HALF
      ? []
      : [{ expression, found: Math.round(recall * n), of: n, recall }];
  })
    .toSorted((a, b) => a.recall - b.recall)
    .map(({ expression, found, of }) => ({ expression, found, of }));
}
