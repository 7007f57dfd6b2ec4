import type { Schemas } from '@/platform/api/client';

export type Term = Schemas['TermOut'];

/** A number of weeks up to the last one that is over, or the whole weeks that lie between two days. */
export type Period = { weeks: number } | { since: string; until: string };

export type PeriodProblem = 'incomplete' | 'order' | 'long';

export const WEEKS = [1, 4, 12, 26] as const;
const USUAL: (typeof WEEKS)[number] = 12;
const MOST_DAYS = 400; // the server's bound
const DAY = 86_400_000;
const IS_DAY = /^(19[7-9]\d|[2-8]\d{3})-\d\d-\d\d$/; // a year that is half typed begins with a zero

/** The period of an address; the usual one where it names none. */
export function periodFrom(address: URLSearchParams): Period {
  if (address.has('since') || address.has('until')) {
    return { since: address.get('since') ?? '', until: address.get('until') ?? '' };
  }
  return { weeks: WEEKS.find((weeks) => String(weeks) === address.get('weeks')) ?? USUAL };
}

/** An address with this period in the place of the one before. */
export function withPeriod(address: URLSearchParams, period: Period): URLSearchParams {
  const next = new URLSearchParams(address);
  for (const name of ['weeks', 'since', 'until']) next.delete(name);
  for (const [name, value] of Object.entries(period)) next.set(name, String(value));
  return next;
}

/** What is wrong with the days of a period; null where it can be asked for. */
export function problemOf(period: Period): PeriodProblem | null {
  if ('weeks' in period) return null;
  const [since, until] = [period.since, period.until].map((day) => (IS_DAY.test(day) ? Date.parse(day) : NaN));
  const days = (until! - since!) / DAY;
  if (Number.isNaN(days)) return 'incomplete';
  if (days < 0) return 'order';
  return days > MOST_DAYS ? 'long' : null;
}

/** The term that has just the days of a period. */
export function termOf(period: Period, terms: readonly Term[]): Term | undefined {
  if ('weeks' in period) return undefined;
  return terms.find(({ starts_on, ends_on }) => starts_on === period.since && ends_on === period.until);
}

/** The days of so many weeks up to a day, to begin with where days are chosen freely. */
export function daysUntil(today: string, weeks: number): Period {
  return { since: new Date(Date.parse(today) - (7 * weeks - 1) * DAY).toISOString().slice(0, 10), until: today };
}
