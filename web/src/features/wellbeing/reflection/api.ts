import { useMutation, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';

export type Reflection = Schemas['ReflectionOut'];
export type Remark = Schemas['RemarkOut'];

const reflectionKey = ['wellbeing', 'reflection'] as const;

const reflectionQuery = (lessonId: string) => ({
  queryKey: [...reflectionKey, lessonId],
  queryFn: () =>
    unwrap(
      api.GET('/api/v1/wellbeing/me/lessons/{lesson_id}/reflection', { params: { path: { lesson_id: lessonId } } }),
    ),
  staleTime: 0,
});

/** The look back at a lesson, and whether it is due. */
export function useReflection(lessonId: string) {
  return useQuery(reflectionQuery(lessonId));
}

/** Whether a look back at a lesson is due now; false where that cannot be known. */
export async function isReflectionDue(client: QueryClient, lessonId: string): Promise<boolean> {
  return client.fetchQuery(reflectionQuery(lessonId)).then(
    ({ due }) => due,
    () => false,
  );
}

/** Finish or skip it: it is not offered again. */
export function useCloseReflection(lessonId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () =>
      unwrap(
        api.PUT('/api/v1/wellbeing/me/lessons/{lesson_id}/reflection/closed', {
          params: { path: { lesson_id: lessonId } },
        }),
      ),
    onSuccess: () =>
      client.setQueryData<Reflection>([...reflectionKey, lessonId], (before) => before && { ...before, due: false }),
  });
}

/** Whether the student wants reflections at all. */
export function useReflectionPreference() {
  return useQuery({
    queryKey: [...reflectionKey, 'wish'],
    queryFn: () => unwrap(api.GET('/api/v1/wellbeing/me/reflections')),
  });
}

/** Switch reflections off for good, or on again. */
export function useSetReflections() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (enabled: boolean) => unwrap(api.PUT('/api/v1/wellbeing/me/reflections', { body: { enabled } })),
    onSettled: () => client.invalidateQueries({ queryKey: reflectionKey }),
  });
}
