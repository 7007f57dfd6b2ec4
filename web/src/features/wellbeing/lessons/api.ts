import { useQuery } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/app/api/client';
import { readingsKey } from '../api';

export type OwnLesson = Schemas['OwnLessonOut'];
export type LessonTimeline = Schemas['TimelineOut'];
export type Point = Schemas['PointOut'];
export type Mark = Schemas['MarkOut'];
export type Sitting = Schemas['SittingOut'];

/** The lessons of which something is known about the student, the latest first. */
export function useOwnLessons() {
  return useQuery({
    queryKey: [...readingsKey, 'lessons'],
    queryFn: async () => (await unwrap(api.GET('/api/v1/wellbeing/me/lessons'))).lessons,
    staleTime: 5_000,
  });
}

/** The timeline of one sitting of a lesson; the latest where none is named. */
export function useTimeline(lessonId: string, sitting: string | null) {
  return useQuery({
    queryKey: [...readingsKey, 'timeline', lessonId, sitting],
    queryFn: () => unwrap(api.GET('/api/v1/wellbeing/me/lessons/{lesson_id}/timeline', {
      params: { path: { lesson_id: lessonId }, query: sitting ? { sitting } : {} },
    })),
    staleTime: 5_000,
  });
}
