/** When the week of an instant began where the reader is: on Monday, or on Sunday where that is the custom. */
export function weekStart(now: Date, locale: string): string {
  const start = new Date(now);
  start.setHours(0, 0, 0, 0);
  start.setDate(start.getDate() - ((start.getDay() - firstDay(locale) + 7) % 7));
  return start.toISOString();
}

/** 0 is Sunday, 1 is Monday. */
function firstDay(locale: string): number {
  return new Intl.Locale(locale).region === 'US' ? 0 : 1;
}
