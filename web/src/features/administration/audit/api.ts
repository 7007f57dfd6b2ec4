import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';
import { questionOf, type AuditFilter } from './filter';

export type AuditLog = Schemas['AuditPage'];
export type Verification = Schemas['AuditVerificationOut'];

const queryKey = ['administration', 'audit'] as const;
const PROGRESS_MS = 1000;

/** One page of the entries that a filter lets through, newest first. */
export function useAudit(filter: AuditFilter) {
  const query = questionOf(filter);
  return useQuery({
    queryKey: [...queryKey, 'entries', query],
    queryFn: () => unwrap(api.GET('/api/v1/administration/audit', { params: { query } })),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** Whether the chain holds; asked again each second while everything is verified. */
export function useVerification() {
  return useQuery({
    queryKey: [...queryKey, 'verification'],
    queryFn: () => unwrap(api.GET('/api/v1/administration/audit/verification')),
    refetchInterval: ({ state }) => (state.data?.full_running ? PROGRESS_MS : false),
    staleTime: 0,
  });
}

/** Have every entry verified. */
export function useVerifyAll() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/administration/audit/verification')),
    onSuccess: (verification) => client.setQueryData([...queryKey, 'verification'], verification),
  });
}

/** The people whose name or address holds a text, to choose from. */
export function usePeople(query: string, enabled: boolean) {
  return useQuery({
    queryKey: ['administration', 'users', query, '', 1],
    queryFn: () => unwrap(api.GET('/api/v1/administration/users', { params: { query: { query, page: 1 } } })),
    placeholderData: keepPreviousData,
    enabled,
  });
}

/** Where the entries that a filter lets through are taken away as a file. */
export function exportUrl(filter: AuditFilter, format: 'csv' | 'jsonl'): string {
  const question = questionOf({ ...filter, before: undefined, after: undefined });
  const query = new URLSearchParams({ ...(question as Record<string, string>), format });
  return `/api/v1/administration/audit/export?${query}`;
}
