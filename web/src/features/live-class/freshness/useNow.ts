import { useEffect, useState } from 'react';

/** The time in milliseconds since 1970, renewed every `step` milliseconds, for "a minute ago". */
export function useNow(step = 5_000): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), step);
    return () => clearInterval(timer);
  }, [step]);
  return now;
}
