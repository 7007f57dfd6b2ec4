import { useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';

export type ServedModel = Schemas['ModelInfo'];

/** The model that reads expressions here, or the problem with it. */
export function useServedModel() {
  return useQuery({ queryKey: ['served-model'], queryFn: () => unwrap(api.GET('/api/v1/model')) });
}
