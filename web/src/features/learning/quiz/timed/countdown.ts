const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Minutes before the end at which the time left is said aloud. */
export const ANNOUNCED_MINUTES = [5, 1] as const;

/** Time left as it is shown: whole minutes while there is plenty, minutes and seconds in the last five. */
export function formatLeft(left: number): { minutes: number; seconds: number | null } {
  const rest = Math.max(0, left);
  if (rest > 5 * MINUTE) return { minutes: Math.ceil(rest / MINUTE), seconds: null };
  const seconds = Math.ceil(rest / SECOND);
  return { minutes: Math.floor(seconds / 60), seconds: seconds % 60 };
}

/** The minutes to be said because they were passed since `before`; of two passed together, the later one. */
export function announcementOf(before: number, left: number): number | null {
  return ANNOUNCED_MINUTES.findLast((minutes) => before > minutes * MINUTE && left <= minutes * MINUTE) ?? null;
}
