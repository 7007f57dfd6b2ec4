import { useDates } from '@/platform/i18n/dates';
import { serverTime } from './serverClock';
import { useNow } from './useNow';

/** "8 seconds ago" by the server's clock, kept true while it is shown, and never in the future. */
export function useAgo(): (iso: string) => string {
  const now = serverTime(useNow());
  const { relative } = useDates();
  return (iso) => relative(iso, Math.max(now, Date.parse(iso)));
}
