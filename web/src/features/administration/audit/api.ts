import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/platform/api/client';

/** One page of the audit log, newest first. */
export function useAudit(page: number) {
  return useQuery({
    queryKey: ['administration', 'audit', page],
    queryFn: () => unwrap(api.GET('/api/v1/administration/audit', { params: { query: { page } } })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}
