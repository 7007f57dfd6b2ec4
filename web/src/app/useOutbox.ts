import { useEffect, useSyncExternalStore } from 'react';
import type { Outbox, OutboxState } from './outbox';

/** Keep an outbox moving while mounted: retry when the network returns, hand over when the page is left. */
export function useOutbox<Item>(outbox: Outbox<Item>): OutboxState {
  useEffect(() => {
    const retry = () => void outbox.flush();
    window.addEventListener('online', retry);
    window.addEventListener('pagehide', outbox.flushOnLeaving);
    return () => {
      window.removeEventListener('online', retry);
      window.removeEventListener('pagehide', outbox.flushOnLeaving);
    };
  }, [outbox]);
  return useSyncExternalStore(outbox.subscribe, () => outbox.state);
}
