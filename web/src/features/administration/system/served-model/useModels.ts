import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';

export type ListedModel = Schemas['ListedModel'];
const queryKey = ['administration', 'models'] as const;

/** Every model on this server, and which one is served. */
export function useModels() {
  return useQuery({ queryKey, queryFn: () => unwrap(api.GET('/api/v1/administration/models')) });
}

/** Serve another model; the server tries it first, and keeps the old one where it does not answer. */
export function useServeModel() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => unwrap(api.PUT('/api/v1/administration/models/served', { body: { name } })),
    onSuccess: (models) => {
      client.setQueryData(queryKey, models);
      return client.invalidateQueries({ queryKey: ['administration', 'system'] });
    },
  });
}
