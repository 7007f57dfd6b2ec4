import type { Library, Strategy } from '../api';

export type Fact = Library['facts'][number];

/** A need as it is chosen. minimum: of a number. */
export interface ChosenNeed {
  fact: string;
  minimum: number | null;
}

/** What a remembered strategy is called: it can only be the message's own. */
const HELPED = 'helped';

/** What a number is asked for where nobody has said otherwise: of a class, more than half. */
const FIRST_MINIMUM: Record<string, number> = { class_share: 50, minutes: 10, tries: 2, days_low: 2 };

/** Read needs as the server writes them: `tries>=2`, `has_hint`, `helped:hint`. */
export function readNeeds(needs: readonly string[]): ChosenNeed[] {
  return needs.map((need) => {
    const [fact = '', minimum] = need.split('>=');
    return { fact: fact.split(':')[0]!, minimum: minimum === undefined ? null : Number(minimum) };
  });
}

/** Write needs as the server reads them. */
export function writeNeeds(chosen: readonly ChosenNeed[], strategy: Strategy): string[] {
  return chosen.map(({ fact, minimum }) => {
    if (fact === HELPED) return `${HELPED}:${strategy}`;
    return minimum === null ? fact : `${fact}>=${minimum}`;
  });
}

/** A need of a fact, as it is first chosen. */
export function needOf({ name, counted }: Fact): ChosenNeed {
  return { fact: name, minimum: counted ? (FIRST_MINIMUM[name] ?? 1) : null };
}
