import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';

export type Term = Schemas['TermOut'];
export type TermIn = Schemas['TermIn'];

const queryKey = ['administration', 'terms'] as const;
const PATH = '/api/v1/administration/terms';
const TERM = '/api/v1/administration/terms/{term_id}';

/** Every term, the latest first. */
export function useTerms() {
  return useQuery({ queryKey, queryFn: () => unwrap(api.GET(PATH)) });
}

/** Add a term, or change one. */
export function useSaveTerm() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: TermIn & { id?: string }) =>
      id === undefined
        ? unwrap(api.POST(PATH, { body }))
        : unwrap(api.PUT(TERM, { params: { path: { term_id: id } }, body })),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  });
}

/** Remove a term: its days belong to none. */
export function useRemoveTerm() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => unwrap(api.DELETE(TERM, { params: { path: { term_id: id } } })),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
}
