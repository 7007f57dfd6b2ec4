import { useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap } from '@/platform/api/client';
import { useServerEvent } from '@/platform/events/events';
import type { TaughtCourse } from '../types';
import { applyCounts } from './presence';

const queryKey = ['live-class', 'courses'] as const;

/** The courses of a tutor with who is there now. Head counts arrive as events; new alerts mean that more may wait. */
export function useTaughtCourses() {
  const client = useQueryClient();
  useServerEvent('live.class', (event) => {
    client.setQueryData<TaughtCourse[]>(queryKey, (courses) => courses && applyCounts(courses, event));
  });
  useServerEvent('live.alerts', () => void client.invalidateQueries({ queryKey }));
  return useQuery({
    queryKey,
    queryFn: async () => (await unwrap(api.GET('/api/v1/teaching/courses'))).courses,
    refetchOnMount: 'always',
  });
}
