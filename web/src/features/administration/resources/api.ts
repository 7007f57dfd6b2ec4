import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';

export type Resource = Schemas['Resource'];
export type ManagedResources = Schemas['ManagedResources'];

const queryKey = ['administration', 'resources'] as const;
const contactKey = ['administration', 'urgent-contact'] as const;

/** Who students are pointed to. It is edited on the page, so it is not exchanged under the editor's hands. */
export function useResources() {
  return useQuery({
    queryKey,
    queryFn: () => unwrap(api.GET('/api/v1/administration/resources')),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  });
}

/** Replace the list; what has changed has to be confirmed again. */
export function useSaveResources() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (resources: Resource[]) => unwrap(api.PUT('/api/v1/administration/resources', { body: { resources } })),
    onSuccess: (saved) => client.setQueryData<ManagedResources>(queryKey, saved),
  });
}

/** Confirm the list as it is shown; a list that was changed elsewhere in the meantime is refused. */
export function useConfirmResources() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (resources: Resource[]) =>
      unwrap(api.PUT('/api/v1/administration/resources/confirmation', { body: { resources } })),
    onSuccess: (confirmed) => client.setQueryData<ManagedResources>(queryKey, confirmed),
  });
}

/** The user who reads urgent questions besides the tutors of the course. */
export function useUrgentContact() {
  return useQuery({ queryKey: contactKey, queryFn: () => unwrap(api.GET('/api/v1/administration/urgent-contact')) });
}

/** Name another user for urgent questions, or none. */
export function useChangeUrgentContact() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (userId: string | null) =>
      unwrap(api.PUT('/api/v1/administration/urgent-contact', { body: { user_id: userId } })),
    onSuccess: (contact) => client.setQueryData(contactKey, contact),
  });
}
