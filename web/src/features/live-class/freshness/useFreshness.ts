import { serverTime } from './serverClock';
import { useNow } from './useNow';

/** The server says at least every ten seconds up to when the view is complete; half as long again is patience. */
export const LIVE_FOR_MS = 15_000;
const STEP_MS = 1_000;

/** Whether a view is live by its own age, whatever the connection says. */
export function useFreshness(generatedAt: string): 'live' | 'stale' {
  const age = serverTime(useNow(STEP_MS)) - Date.parse(generatedAt);
  return age < LIVE_FOR_MS ? 'live' : 'stale';
}
