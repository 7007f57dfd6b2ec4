import { useQuery } from '@tanstack/react-query';
import { api, unwrap } from '@/platform/api/client';

/** How many students need a look, in each course under way that one teaches. Nothing about how anybody feels. */
export function useRiskCounts() {
  return useQuery({
    queryKey: ['work', 'at-risk', 'counts'],
    queryFn: async () => (await unwrap(api.GET('/api/v1/teaching/at-risk'))).courses,
    refetchOnMount: 'always',
  });
}
