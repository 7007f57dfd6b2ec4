/** What a bundle says was measured, put in the order in which one asks. */
export interface Measured {
  accuracy: number | null;
  /** The 95 % interval of the accuracy. */
  interval: readonly [low: number, high: number] | null;
  calibrationError: number | null;
  pictures: number | null;
  /** The part of the data set that the pictures are from. */
  split: string | null;
  /** By which of the annotators' votes an answer counts as right. */
  protocol: string | null;
  /** Every other figure by its path, as written in the bundle. */
  others: readonly (readonly [path: string, value: string])[];
}

const HEADLINES: ReadonlySet<string> = new Set(['accuracy', 'accuracy_interval_95', 'ece', 'n', 'split', 'protocol']);

/** Read a bundle's metrics. What a bundle does not have, or has in another form, is null here and stands among the others. */
export function readMetrics(metrics: Record<string, unknown>): Measured {
  const { accuracy, accuracy_interval_95: interval, ece, n, split, protocol } = metrics;
  return {
    accuracy: numberOr(accuracy),
    interval: pairOr(interval),
    calibrationError: numberOr(ece),
    pictures: numberOr(n),
    split: typeof split === 'string' ? split : null,
    protocol: typeof protocol === 'string' ? protocol : null,
    others: flatten(Object.fromEntries(Object.entries(metrics).filter(([name]) => !HEADLINES.has(name)))),
  };
}

function numberOr(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function pairOr(value: unknown): [number, number] | null {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const [low, high] = value.map(numberOr);
  return typeof low === 'number' && typeof high === 'number' ? [low, high] : null;
}

function flatten(metrics: Record<string, unknown>, path = ''): [string, string][] {
  return Object.entries(metrics).flatMap(([name, value]): [string, string][] => {
    const key = path ? `${path} · ${name}` : name;
    if (Array.isArray(value)) return [[key, value.map(written).join(' – ')]];
    return typeof value === 'object' && value !== null
      ? flatten(value as Record<string, unknown>, key)
      : [[key, written(value)]];
  });
}

function written(value: unknown): string {
  return typeof value === 'number' ? String(Math.round(value * 10_000) / 10_000) : String(value);
}
