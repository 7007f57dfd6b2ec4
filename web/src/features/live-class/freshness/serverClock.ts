/**
 * What time it is for the server. Devices' clocks are minutes off, and whether a view is live must not depend on that: what
 * the server wrote at an instant arrived here at most that much later, so the least difference seen is the clocks' own (and
 * the shortest way's).
 */
let ahead: number | null = null;

/** Begin again with a view that was fetched just now: this device's clock may have been set meanwhile. */
export function resetServerClock(generatedAt: string, now = Date.now()): void {
  ahead = now - Date.parse(generatedAt);
}

/** Learn from a message that arrived just now. */
export function observeServerClock(generatedAt: string, now = Date.now()): void {
  const difference = now - Date.parse(generatedAt);
  ahead = ahead === null ? difference : Math.min(ahead, difference);
}

/** The present instant by the server's clock, in milliseconds since 1970; by this device's while nothing has arrived. */
export function serverTime(now = Date.now()): number {
  return now - (ahead ?? 0);
}
