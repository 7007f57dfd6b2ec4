import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { api, unwrap } from '@/platform/api/client';
import { useServerEvent } from '@/platform/events/events';
import { useStreamState } from '@/platform/events/eventStream';
import { observeServerClock, resetServerClock } from './freshness/serverClock';
import { liveKey } from './liveKey';
import { applyLiveEvent } from './reducer';
import type { LiveEvent, LiveView } from './types';

/**
 * The live view of a course: fetched once, then kept up to date by pushed events. What is pushed while a fetch is under
 * way is folded into its answer, which the server may have written before.
 */
export function useLive(courseId: string) {
  const client = useQueryClient();
  const queryKey = liveKey(courseId);
  const meanwhile = useRef<LiveEvent[]>([]);

  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      meanwhile.current = [];
      const view = await unwrap(
        api.GET('/api/v1/teaching/courses/{course_id}/live', { params: { path: { course_id: courseId } }, signal }),
      );
      resetServerClock(view.generated_at);
      return meanwhile.current.reduce(applyLiveEvent, view);
    },
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  });

  const fold = (event: LiveEvent) => {
    if ('generated_at' in event) observeServerClock(event.generated_at);
    if (client.getQueryState(queryKey)?.fetchStatus === 'fetching') meanwhile.current.push(event);
    client.setQueryData<LiveView>(queryKey, (view) => view && applyLiveEvent(view, event));
  };
  useServerEvent('live.student', fold);
  useServerEvent('live.student_left', fold);
  useServerEvent('live.class', fold);
  useServerEvent('live.alerts', fold);
  useServerEvent('live.tick', fold);
  useRefetchAfterGap(courseId);

  return query;
}

/** Fetch again when the stream is back: what happened meanwhile may be more than the server remembers. */
function useRefetchAfterGap(courseId: string): void {
  const client = useQueryClient();
  const { state, since } = useStreamState();
  useEffect(() => {
    const known = client.getQueryState(liveKey(courseId))?.dataUpdatedAt ?? 0;
    if (state === 'live' && known > 0 && known < since) void client.invalidateQueries({ queryKey: liveKey(courseId) });
  }, [client, courseId, state, since]);
}
