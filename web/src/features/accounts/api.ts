import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';
import { sessionKey, type SessionState } from '@/platform/session';

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

/** Set the password that an invitation or reset asks for, and start a session with it. */
export function useAcceptInvitation(token: string, email: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (body: { password: string; name?: string }) => {
      await unwrap(api.POST('/api/v1/invitations/{token}', { params: { path: { token } }, body }));
      return unwrap(api.POST('/api/v1/session', { body: { email, password: body.password } }));
    },
    onSuccess: (session) => client.setQueryData<SessionState>(sessionKey, session),
  });
}

/** Make the first account of an empty institution; it is signed in. */
export function useCreateFirstAdministrator() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Schemas['FirstAdministrator']) => unwrap(api.POST('/api/v1/setup/administrator', { body })),
    onSuccess: (session) => client.setQueryData<SessionState>(sessionKey, session),
  });
}
