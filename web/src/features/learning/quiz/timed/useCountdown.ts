import { useEffect, useEffectEvent, useState } from 'react';
import { announcementOf } from './countdown';

interface CountdownOptions {
  /** When the time is over, ISO 8601; null where there is no limit. */
  endsAt: string | null;
  /** How far the server's clock is ahead of this device's, in milliseconds; null while that is not known. */
  ahead: number | null;
  onEnd: () => void;
}

/** Milliseconds left by the server's clock, and which minutes are to be said aloud; `onEnd` is called once. */
export function useCountdown({ endsAt, ahead, onEnd }: CountdownOptions) {
  const [left, setLeft] = useState<number | null>(null);
  const [announced, setAnnounced] = useState<number | null>(null);
  const end = useEffectEvent(onEnd);

  useEffect(() => {
    if (endsAt === null || ahead === null) return undefined;
    let before: number | null = null;
    const tick = () => {
      const now = Date.parse(endsAt) - (Date.now() + ahead);
      // What had passed when the page was opened is not said again.
      const passed = before === null ? null : announcementOf(before, now);
      if (passed !== null) setAnnounced(passed);
      if ((before === null || before > 0) && now <= 0) end();
      before = now;
      setLeft(now);
    };
    const first = setTimeout(tick);
    const timer = setInterval(tick, 500);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [endsAt, ahead]);

  return endsAt === null ? { left: null, announced: null } : { left, announced };
}

/** How far the server's clock is ahead of this device's, in milliseconds; null until that is known. */
export function useClockDifference(serverTime: string | undefined): number | null {
  const [difference, setDifference] = useState<{ serverTime: string | undefined; ahead: number } | null>(null);
  useEffect(() => {
    const ahead = serverTime === undefined ? 0 : Date.parse(serverTime) - Date.now();
    const timer = setTimeout(() => setDifference({ serverTime, ahead }));
    return () => clearTimeout(timer);
  }, [serverTime]);
  return difference?.serverTime === serverTime ? (difference?.ahead ?? null) : null;
}
