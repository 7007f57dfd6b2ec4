import { useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';

export type Resource = Schemas['Resource'];

const queryKey = ['wellbeing', 'resources'] as const;
const AGAIN_MS = 60_000;

const resourcesQuery = {
  queryKey,
  queryFn: async () => (await unwrap(api.GET('/api/v1/wellbeing/resources'))).resources,
};

/**
 * Whom the student can talk to, as the institution says. Asked for on every page from the start, again until it is there,
 * and never because of what somebody writes: a request at that moment would tell that something was matched.
 */
export function useResources() {
  return useQuery({
    ...resourcesQuery,
    refetchInterval: ({ state }) => (state.data === undefined && state.status === 'error' ? AGAIN_MS : false),
  });
}

/** What is known of the list at this moment, without asking for it. */
export function useKnownResources(): readonly Resource[] {
  return useQuery({ ...resourcesQuery, enabled: false }).data ?? [];
}
