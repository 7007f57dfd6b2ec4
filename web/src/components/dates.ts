import { useLocale } from './locale';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Dates and times as they are written in the reader's language where the reader is, in the reader's time zone. */
export function useDates() {
  const locale = useLocale();
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(locale, options);
    return (iso: string) => formatter.format(new Date(iso));
  };
  return {
    date: format({ dateStyle: 'medium' }),
    time: format({ timeStyle: 'short' }),
    dateTime: format({ dateStyle: 'medium', timeStyle: 'short' }),
    relative: (iso: string, now = Date.now()) => relativeTime(locale, (Date.parse(iso) - now) / 1000),
  };
}

/** "5 minutes ago", "in 2 days": seconds are relative to now, negative for the past. */
export function relativeTime(locale: string, seconds: number): string {
  const formatter = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const distance = Math.abs(seconds);
  if (distance < MINUTE) return formatter.format(Math.round(seconds), 'second');
  if (distance < HOUR) return formatter.format(Math.round(seconds / MINUTE), 'minute');
  if (distance < DAY) return formatter.format(Math.round(seconds / HOUR), 'hour');
  return formatter.format(Math.round(seconds / DAY), 'day');
}
