import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';

export type Experiment = Schemas['ExperimentOut'];
export type Plan = Schemas['PlanOut'];
export type Deviation = Schemas['DeviationOut'];
export type PlanDraft = Schemas['PlanIn'];
export type Comparison = Schemas['ComparisonOut'];
export type ArmOutcome = Schemas['ArmOut'];
export type Measure = Comparison['measure'];

/** What the power calculator is asked. */
export interface Design {
  students: number;
  weeks: number;
  share: number;
  moments_per_week: number;
  base_rate: number;
  correlation: number;
}

export const EXPORT_URL = '/api/v1/administration/experiment.csv';

const queryKey = ['administration', 'experiment'] as const;

/** The plan, how much has been drawn, and the result once it is due. */
export function useExperiment() {
  return useQuery({
    queryKey,
    queryFn: () => unwrap(api.GET('/api/v1/administration/experiment')),
    staleTime: 0,
  });
}

/** The smallest effect that a design shows; not asked while a number is missing. */
export function usePower(design: Design | undefined) {
  return useQuery({
    queryKey: [...queryKey, 'power', design],
    queryFn: () => unwrap(api.GET('/api/v1/administration/experiment/power', { params: { query: { ...design! } } })),
    enabled: design !== undefined,
    placeholderData: keepPreviousData,
  });
}

/** Freeze a plan and begin. */
export function useFreezePlan() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: PlanDraft) => unwrap(api.POST('/api/v1/administration/experiment/plan', { body })),
    onSuccess: (experiment) => client.setQueryData<Experiment>(queryKey, experiment),
  });
}

/** End the open experiment without a result. */
export function useAbandonPlan() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.DELETE('/api/v1/administration/experiment/plan')),
    onSuccess: (experiment) => client.setQueryData<Experiment>(queryKey, experiment),
  });
}
