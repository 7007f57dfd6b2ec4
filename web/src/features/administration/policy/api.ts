import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/platform/api/client';
import type { Policy } from '../types';

const queryKey = ['administration', 'policy'] as const;

/** The policy in force. It is edited on the page, so it is not exchanged under the editor's hands. */
export function usePolicy() {
  return useQuery({
    queryKey,
    queryFn: () => unwrap(api.GET('/api/v1/administration/policy')),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  });
}

/** Put a policy in force. */
export function useSavePolicy() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Policy) => unwrap(api.PUT('/api/v1/administration/policy', { body })),
    onSuccess: (saved) => client.setQueryData<Policy>(queryKey, saved),
  });
}
