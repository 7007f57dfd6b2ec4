import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';
import { sessionKey } from '@/platform/session';

export type TutorWords = Schemas['TutorWords'];

const queryKey = ['administration', 'tutor-words'] as const;

/** How students read of whoever teaches. */
export function useTutorWords() {
  return useQuery({
    queryKey,
    queryFn: () => unwrap(api.GET('/api/v1/administration/tutor-words')),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  });
}

/** Use other words from now on; this page, too, learns them with the session. */
export function useSaveTutorWords() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (words: TutorWords) => unwrap(api.PUT('/api/v1/administration/tutor-words', { body: words })),
    onSuccess: async (saved) => {
      client.setQueryData(queryKey, saved);
      await client.invalidateQueries({ queryKey: sessionKey });
    },
  });
}
