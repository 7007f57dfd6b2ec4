import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';
import { applySession, type LiveSession, type TaughtSession } from '../sessions';
import { useFollowedSessions } from '../useFollowed';

export const taughtKey = ['live-sessions', 'taught'] as const;

export type SessionChange = Schemas['LiveSessionChange'];
export type NewSession = Schemas['LiveSessionIn'];

/** The classes of the tutor's courses that are on now, and those that are planned. */
export function useTaughtSessions() {
  return useFollowedSessions<TaughtSession>({
    queryKey: taughtKey,
    fetch: async () => (await unwrap(api.GET('/api/v1/teaching/live-sessions'))).sessions,
    complete: unknown,
  });
}

/** Neither its code nor its blocks are pushed. */
const unknown = () => null;

/** What a class in a course can be about, and whom it can be for. */
export function useSessionChoices(courseId: string) {
  return useQuery({
    queryKey: ['live-sessions', 'choices', courseId],
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/teaching/courses/{course_id}/live-session-choices', {
          params: { path: { course_id: courseId } },
        }),
      ),
    staleTime: 0,
  });
}

/** Start a class, or plan one. */
export function useCreateSession(courseId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewSession) =>
      unwrap(
        api.POST('/api/v1/teaching/courses/{course_id}/live-sessions', {
          params: { path: { course_id: courseId } },
          body,
        }),
      ),
    onSuccess: (created) => accept(client, created),
    onError: () => client.invalidateQueries({ queryKey: taughtKey }), // another tutor may have started one
  });
}

/** Start a planned class, and end one. */
export function useSessionSteps(sessionId: string) {
  const client = useQueryClient();
  const params = { path: { live_session_id: sessionId } };
  const steps = {
    onSuccess: (session: TaughtSession) => accept(client, session),
    onError: () => client.invalidateQueries({ queryKey: taughtKey }),
  };
  const start = useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/teaching/live-sessions/{live_session_id}/start', { params })),
    ...steps,
  });
  const end = useMutation({
    mutationFn: () => unwrap(api.POST('/api/v1/teaching/live-sessions/{live_session_id}/end', { params })),
    ...steps,
  });
  return { start, end };
}

/** Let an answer of the server stand in the list of sessions. */
export function accept(client: QueryClient, session: TaughtSession): void {
  client.setQueryData<readonly TaughtSession[]>(
    taughtKey,
    (known) => known && applySession(known, session, (added: LiveSession) => added as TaughtSession),
  );
}
