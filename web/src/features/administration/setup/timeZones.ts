/** The time zone that the browser is set to: most often the institution's own. */
export const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The time zones that the browser knows, with the one that is chosen. */
export function timeZones(chosen: string | null): string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return chosen && !known.includes(chosen) ? [chosen, ...known] : known;
}
