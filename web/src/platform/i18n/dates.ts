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
    exact: format({ dateStyle: 'medium', timeStyle: 'medium' }),
    relative: (iso: string, now = Date.now()) => relativeTime(locale, Date.parse(iso), now),
    due: (iso: string, now = Date.now()) => ({
      when: dueDate(locale, Date.parse(iso), now),
      passed: Date.parse(iso) < now,
    }),
  };
}

/** "5 minutes ago", "in 2 days"; from a day on by the calendar. Instants are milliseconds since 1970. */
export function relativeTime(locale: string, at: number, now: number, timeZone?: string): string {
  const formatter = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const seconds = (at - now) / 1000;
  const distance = Math.abs(seconds);
  if (distance < MINUTE) return formatter.format(Math.round(seconds), 'second');
  if (distance < HOUR) return formatter.format(Math.round(seconds / MINUTE), 'minute');
  if (distance < DAY) return formatter.format(Math.round(seconds / HOUR), 'hour');
  return formatter.format(calendarDays(now, at, timeZone), 'day');
}

/** "Mon 30 Nov, 14:00 (tomorrow)": always the date itself, and the days until then by the reader's calendar. */
export function dueDate(locale: string, at: number, now: number, timeZone?: string): string {
  const otherYear = yearOf(at, timeZone) !== yearOf(now, timeZone);
  const date = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
    timeZone,
    ...(otherYear ? { year: 'numeric' } : {}),
  }).format(at);
  const days = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(calendarDays(now, at, timeZone), 'day');
  return `${date} (${days})`;
}

/** How many midnights lie between two instants in a time zone, the reader's where none is given; negative into the past. */
export function calendarDays(from: number, to: number, timeZone?: string): number {
  return Math.round((midnight(to, timeZone) - midnight(from, timeZone)) / (DAY * 1000));
}

/** The day of an instant in a time zone, as if it were a day in UTC: there every day has 24 hours. */
function midnight(at: number, timeZone?: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    timeZone,
  }).formatToParts(at);
  const [year, month, day] = (['year', 'month', 'day'] as const).map((type) =>
    Number(parts.find((part) => part.type === type)?.value),
  );
  return Date.UTC(year!, month! - 1, day);
}

function yearOf(at: number, timeZone?: string): number {
  return new Date(midnight(at, timeZone)).getUTCFullYear();
}
