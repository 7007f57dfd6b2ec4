import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';

export type ConsentCoverage = Schemas['ConsentCoverageOut'];
export type Figures = Schemas['ConsentFiguresOut'];
export type Band = Schemas['AllowedShareOut'];

export const SWITCHES = [
  'process_camera',
  'save_summaries',
  'count_in_class',
  'share_with_tutors',
  'share_with_administration',
] as const;

/** The latest of every course, and the weeks of one. */
export function useConsentCoverage(scope: string) {
  return useQuery({
    queryKey: ['insight', 'consent', scope],
    queryFn: () => unwrap(api.GET('/api/v1/insight/consent', { params: { query: { scope } } })),
    placeholderData: keepPreviousData,
  });
}
