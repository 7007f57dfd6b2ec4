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

/** What a policy may hold: bounds of its numbers, modes of each preset, moments. The same as long as the page is open. */
export function usePolicyLimits() {
  return useQuery({
    queryKey: [...queryKey, 'limits'],
    queryFn: () => unwrap(api.GET('/api/v1/administration/policy/limits')),
    staleTime: Number.POSITIVE_INFINITY,
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
