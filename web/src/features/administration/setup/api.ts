import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';

export type Setup = Schemas['SetupOut'];
export type SetupIn = Schemas['SetupIn'];
export type Steps = Schemas['Steps'];

const queryKey = ['administration', 'setup'] as const;

/** What the institution is, and what is still to do until people can learn there (asked anew: others do it, too). */
export function useSetup() {
  return useQuery({ queryKey, queryFn: () => unwrap(api.GET('/api/v1/institution/setup')), staleTime: 0 });
}

/** Say what the institution is. */
export function useChangeSetup() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SetupIn) => unwrap(api.PUT('/api/v1/institution/setup', { body })),
    onSuccess: (setup) => {
      client.setQueryData(queryKey, setup);
      return client.invalidateQueries({ queryKey: ['administration', 'policy'] });
    },
  });
}
