import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';
import { sessionKey, type SessionState } from '@/platform/session';

export type JoinPreview = Schemas['JoinPreview'];

/** What a code leads to. */
export function useJoinPreview(code: string) {
  return useQuery({
    queryKey: ['join', code],
    retry: false,
    queryFn: () => unwrap(api.GET('/api/v1/join/{code}', { params: { path: { code } } })),
  });
}

/** Join the course of a code. */
export function useJoin() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (code: string) => unwrap(api.POST('/api/v1/join', { body: { code } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['courses'] }),
  });
}

/** Make an account by a code; it is in the course, and signed in. `onDone` is called before the session is another. */
export function useRegister(code: string, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['Registration']) =>
      unwrap(api.POST('/api/v1/join/{code}/account', { params: { path: { code } }, body })),
    onSuccess: (session) => {
      onDone();
      client.setQueryData<SessionState>(sessionKey, session);
    },
  });
}
