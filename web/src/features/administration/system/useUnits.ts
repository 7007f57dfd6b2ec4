import { useMemo } from 'react';
import { formatBytes } from '@/platform/i18n/bytes';
import { useLocale } from '@/platform/i18n/locale';

export type Unit = 'rate' | 'duration' | 'share' | 'count';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Figures with their units, as the reader's language writes them. */
export function useUnits() {
  const locale = useLocale();
  return useMemo(() => unitsOf(locale), [locale]);
}

/** The formatters of a language. Durations are given in milliseconds, shares as 0..1. */
export function unitsOf(locale: string) {
  const format = (options: Intl.NumberFormatOptions) => {
    const formatter = new Intl.NumberFormat(locale, options);
    return (value: number) => formatter.format(value);
  };
  const inUnit = (unit: string, digits: number) => format({ style: 'unit', unit, maximumFractionDigits: digits });
  const milliseconds = inUnit('millisecond', 0);
  const shortMilliseconds = inUnit('millisecond', 1);
  const seconds = inUnit('second', 1);
  const units: Record<Unit, (value: number) => string> = {
    rate: format({ maximumFractionDigits: 1 }),
    duration: (value) =>
      value >= 1_000 ? seconds(value / 1_000) : (value < 10 ? shortMilliseconds : milliseconds)(value),
    share: format({ style: 'percent', maximumFractionDigits: 2 }),
    count: format({ maximumFractionDigits: 0 }),
  };
  return { ...units, bytes: (value: number) => formatBytes(value, locale), uptime: uptimeOf(inUnit) };
}

type InUnit = (unit: string, digits: number) => (value: number) => string;

/** The two largest units of a time in seconds: "1 day, 2 hr". */
function uptimeOf(inUnit: InUnit) {
  const units = (
    [
      ['day', DAY],
      ['hour', HOUR],
      ['minute', MINUTE],
      ['second', 1],
    ] as const
  ).map(([unit, length]) => ({ length, write: inUnit(unit, 0) }));
  return (total: number) => {
    let rest = Math.floor(total);
    const parts = units.map(({ length, write }) => {
      const count = Math.floor(rest / length);
      rest -= count * length;
      return count > 0 ? write(count) : '';
    });
    const first = Math.max(
      0,
      parts.findIndex((part) => part !== ''),
    );
    return (
      parts
        .slice(first, first + 2)
        .filter(Boolean)
        .join(' ') || units[3]!.write(0)
    );
  };
}
