import { useDates } from '@/components/dates';
import { useNow } from './useNow';

/** "8 seconds ago", kept true while it is shown. A server clock that is ahead of ours does not put it in the future. */
export function useAgo(): (iso: string) => string {
  const now = useNow();
  const { relative } = useDates();
  return (iso) => relative(iso, Math.max(now, Date.parse(iso)));
}
