import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';

/** Ask the tutors of a course in private; a question sent twice is asked once. */
export function useAskTutor() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['QuestionIn']) => unwrap(api.POST('/api/v1/help/threads', { body })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['help'] }),
  });
}
