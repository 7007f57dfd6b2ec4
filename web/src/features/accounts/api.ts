import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/app/api/client';
import { sessionKey, type SessionState } from '@/app/session';

/** Start a session. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { email: string; password: string }) => unwrap(api.POST('/api/v1/session', { body })),
    onSuccess: (session) => client.setQueryData<SessionState>(sessionKey, (before) => ({ ...before, ...session })),
  });
}

/** Whom an invitation or a password reset is for. */
export function useInvitation(token: string) {
  return useQuery({
    queryKey: ['invitation', token],
    queryFn: () => unwrap(api.GET('/api/v1/invitations/{token}', { params: { path: { token } } })),
  });
}

/** Set the password that an invitation or reset asks for. */
export function useAcceptInvitation(token: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { password: string; name?: string }) =>
      unwrap(api.POST('/api/v1/invitations/{token}', { params: { path: { token } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionKey }),
  });
}
