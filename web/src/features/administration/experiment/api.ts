import { useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';

export type Effect = Schemas['EffectOut'];
export type Comparison = Schemas['ComparisonOut'];
export type ArmOutcome = Schemas['ArmOut'];

export const EXPORT_URL = '/api/v1/administration/effect.csv';

/** Learners with and without messages, compared. */
export function useExperimentReport() {
  return useQuery({
    queryKey: ['administration', 'effect'],
    queryFn: () => unwrap(api.GET('/api/v1/administration/effect')),
    staleTime: 0,
  });
}
