import { api, unwrap } from '@/platform/api/client';
import type { LiveSession } from '../sessions';
import { useFollowedSessions } from '../useFollowed';

const queryKey = ['live-sessions', 'own'] as const;

/** The classes of the student's courses and groups that are on now, and those that are planned. */
export function useOwnSessions(): readonly LiveSession[] {
  const { data } = useFollowedSessions({
    queryKey,
    fetch: async () => (await unwrap(api.GET('/api/v1/live-sessions'))).sessions,
    complete: (pushed: LiveSession) => pushed,
  });
  return data ?? [];
}
