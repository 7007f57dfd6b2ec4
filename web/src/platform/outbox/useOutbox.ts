import { useEffect, useSyncExternalStore } from 'react';
import type { Outbox, OutboxState } from './Outbox';

/** Keep an outbox moving while mounted: send what waited, retry when the network returns, hand over when the page is left. */
export function useOutbox<Item>(outbox: Outbox<Item>): OutboxState {
  useEffect(() => {
    const send = () => void outbox.flush();
    void outbox.open();
    window.addEventListener('online', send);
    window.addEventListener('pagehide', outbox.flushOnLeaving);
    return () => {
      outbox.close();
      window.removeEventListener('online', send);
      window.removeEventListener('pagehide', outbox.flushOnLeaving);
    };
  }, [outbox]);
  return useSyncExternalStore(outbox.subscribe, () => outbox.state);
}
