import { useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';

export type TutorHome = NonNullable<Schemas['Home']['tutor']>;
export type CourseFigures = TutorHome['courses'][number];

/** What waits to be graded, and the figures of the courses that one teaches. */
export function useTutorHome() {
  return useQuery({
    queryKey: ['work', 'home', 'tutor'],
    queryFn: async () => (await unwrap(api.GET('/api/v1/home'))).tutor,
    refetchOnMount: 'always',
  });
}
