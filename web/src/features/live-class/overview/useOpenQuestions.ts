import { useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';

export type OpenQuestions = Schemas['HelpThreads'];

/** The first page of the questions that are open, urgent ones first. */
export function useOpenQuestions() {
  return useQuery({
    // below the key that a change to a question makes stale
    queryKey: ['help', 'list', false, 1],
    queryFn: () => unwrap(api.GET('/api/v1/help/threads', { params: { query: { settled: false, page: 1 } } })),
    refetchOnMount: 'always',
  });
}
