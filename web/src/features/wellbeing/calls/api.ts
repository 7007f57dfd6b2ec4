import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, unwrap, type Schemas } from '@/platform/api/client';
import { ApiError } from '@/platform/api/errors';
import { useServerEvent } from '@/platform/events/events';
import { useStreamState } from '@/platform/events/eventStream';
import { sendCheckin } from '../api';

export type OwnCall = Schemas['OwnCall'];

export const callsKey = ['wellbeing', 'calls'] as const;

const RECHECK_MS = 60_000; // an unanswered call expires, after a quarter of an hour at the earliest

/** The student's calls for help as the server has them: the same in every lesson, tab and device. */
export function useCalls() {
  return useQuery({
    queryKey: callsKey,
    queryFn: async () => (await unwrap(api.GET('/api/v1/calls'))).calls,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (state.data && state.data.length > 0 ? RECHECK_MS : false),
  });
}

/** Ask what holds whenever the server says that the calls changed, and after a gap in which it may have said so. */
export function useFollowedCalls(): void {
  const client = useQueryClient();
  const { state, since } = useStreamState();
  useServerEvent('calls.changed', () => void client.invalidateQueries({ queryKey: callsKey }));
  useEffect(() => {
    const known = client.getQueryState(callsKey)?.dataUpdatedAt ?? 0;
    if (state === 'live' && known > 0 && known < since) void client.invalidateQueries({ queryKey: callsKey });
  }, [client, state, since]);
}

/** Raise a hand or say "I'm lost here". It is said once the server's list shows it. */
export function useMakeCall() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: sendCheckin,
    onSuccess: () => client.invalidateQueries({ queryKey: callsKey }),
  });
}

/** Take calls back. One that is gone already, from another device, is as good as taken back. */
export function useTakeBackCalls() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (ids: readonly string[]) => Promise.all(ids.map(takeBack)),
    onSettled: () => client.invalidateQueries({ queryKey: callsKey }),
  });
}

async function takeBack(id: string): Promise<void> {
  try {
    await unwrap(api.DELETE('/api/v1/wellbeing/checkins/{check_in_id}', { params: { path: { check_in_id: id } } }));
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) throw error;
  }
}

/** Put the answer to a call away, on every device. */
export function usePutAnswerAway() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(api.PUT('/api/v1/calls/{call_id}/answer/seen', { params: { path: { call_id: id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: callsKey }),
  });
}
