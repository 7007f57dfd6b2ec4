import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/platform/api/client';
import type { Locale, Role } from '../types';

export interface UserFilter {
  query: string;
  role: Role | '';
  page: number;
}

export interface NewUser {
  name: string;
  email: string;
  role: Role;
  locale: Locale;
}

export interface UserChange {
  name?: string;
  role?: Role;
  active?: boolean;
}

const queryKey = ['administration', 'users'] as const;

/** One page of the users that a filter lets through; the previous page stays until the next is there. */
export function useUsers({ query, role, page }: UserFilter) {
  return useQuery({
    queryKey: [...queryKey, query, role, page],
    queryFn: () =>
      unwrap(api.GET('/api/v1/administration/users', { params: { query: { query, role: role || undefined, page } } })),
    placeholderData: keepPreviousData,
  });
}

function useRefresh() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey });
}

/** Add an account; the answer holds the invitation link, once. */
export function useInviteUser() {
  return useMutation({
    mutationFn: (body: NewUser) => unwrap(api.POST('/api/v1/administration/users', { body })),
    onSuccess: useRefresh(),
  });
}

/** Change a user's name, role or whether they may sign in. */
export function useChangeUser(userId: string) {
  return useMutation({
    mutationFn: (body: UserChange) =>
      unwrap(api.PATCH('/api/v1/administration/users/{user_id}', { params: { path: { user_id: userId } }, body })),
    onSuccess: useRefresh(),
  });
}

/** Get a link with which a user sets a new password. */
export function useResetPassword(userId: string) {
  return useMutation({
    mutationFn: () =>
      unwrap(
        api.POST('/api/v1/administration/users/{user_id}/password-reset', { params: { path: { user_id: userId } } }),
      ),
  });
}

/** Report on a list of students and tutors, or add all of them; the answer holds their links, once. */
export function useImportUsers() {
  const refresh = useRefresh();
  return async (list: Blob, apply: boolean) => {
    const report = await unwrap(
      api.POST('/api/v1/administration/users/import', {
        params: { query: { apply } },
        body: '', // its type in OpenAPI; what is sent is what the serializer gives
        bodySerializer: () => list,
        headers: { 'Content-Type': 'text/csv' },
      }),
    );
    if (report.applied) await refresh();
    return report;
  };
}
