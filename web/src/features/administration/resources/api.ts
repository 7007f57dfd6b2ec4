import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';

export type Resource = Schemas['Resource'];

const queryKey = ['administration', 'resources'] as const;

/** Who students are pointed to. It is edited on the page, so it is not exchanged under the editor's hands. */
export function useResources() {
  return useQuery({
    queryKey,
    queryFn: async () => (await unwrap(api.GET('/api/v1/administration/resources'))).resources,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  });
}

/** Put a list in the place of the one before. */
export function useSaveResources() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (resources: Resource[]) =>
      (await unwrap(api.PUT('/api/v1/administration/resources', { body: { resources } }))).resources,
    onSuccess: (saved) => client.setQueryData<Resource[]>(queryKey, saved),
  });
}
