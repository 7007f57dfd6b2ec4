import { isFound } from '../gradebook/grid';
import type { RiskEntry } from './riskList';

export const ORDERS = ['rules', 'name', 'missing', 'overdue', 'unseen', 'average'] as const;
export type RiskOrder = (typeof ORDERS)[number];

export interface RiskFilter {
  words: string;
  group: string;
  /** Also those whom somebody has looked at. */
  all: boolean;
  order: RiskOrder;
}

/** The entries that a filter leaves, in its order; what is equal by name. */
export function arrange(entries: readonly RiskEntry[], filter: RiskFilter, locale: string): RiskEntry[] {
  const byName = new Intl.Collator(locale).compare;
  const figures: Record<RiskOrder, (entry: RiskEntry) => number> = {
    rules: ({ rules }) => -rules.length,
    name: () => 0,
    missing: ({ missing }) => -missing,
    overdue: ({ overdue }) => -overdue,
    unseen: ({ unseen_days: days }) => -days,
    average: ({ average }) => average ?? Number.POSITIVE_INFINITY,
  };
  const figure = figures[filter.order];
  return entries
    .filter((entry) => (filter.all || entry.look === null) && isFound(entry, filter.words, filter.group))
    .toSorted((a, b) => difference(figure(a), figure(b)) || byName(a.name, b.name));
}

/** Two that are infinite are equal. */
function difference(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
