import { useQuery, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useServerEvent } from '@/platform/events/events';
import { useStreamState } from '@/platform/events/eventStream';
import { applySession, type LiveSession } from './sessions';

interface Followed<S extends LiveSession> {
  queryKey: QueryKey;
  fetch: () => Promise<readonly S[]>;
  /** What a state that was pushed says of a session that is not known; null where only a fetch can tell. */
  complete: (pushed: LiveSession) => S | null;
}

/**
 * Class sessions: fetched once, then kept up to date by pushed states, and fetched again after a gap in the stream. What is
 * pushed while a fetch is under way is folded into its answer, which the server may have written before.
 */
export function useFollowedSessions<S extends LiveSession>({ queryKey, fetch, complete }: Followed<S>) {
  const client = useQueryClient();
  const meanwhile = useRef<LiveSession[]>([]);
  const query = useQuery({
    queryKey,
    queryFn: async () => {
      meanwhile.current = [];
      const fetched = await fetch();
      return meanwhile.current.reduce((all, each) => applySession(all, each, complete), fetched);
    },
  });

  useServerEvent('live.session', ({ session }) => {
    if (client.getQueryState(queryKey)?.fetchStatus === 'fetching') meanwhile.current.push(session);
    const known = client.getQueryData<readonly S[]>(queryKey);
    if (!known) return;
    const next = applySession(known, session, complete);
    client.setQueryData(queryKey, next);
    if (session.state !== 'ended' && !next.some(({ id }) => id === session.id)) {
      void client.invalidateQueries({ queryKey });
    }
  });

  const { state, since } = useStreamState();
  useEffect(() => {
    const known = client.getQueryState(queryKey)?.dataUpdatedAt ?? 0;
    if (state === 'live' && known > 0 && known < since) void client.invalidateQueries({ queryKey });
    // oxlint-disable-next-line react/exhaustive-deps -- a key is as good as another of the same words
  }, [client, state, since]);

  return query;
}
