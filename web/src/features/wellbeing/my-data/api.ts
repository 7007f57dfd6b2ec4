import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';
import { ownDataKey, type Feeling } from '../api';

export type OwnLesson = Schemas['OwnLessonOut'];
export type LessonTimeline = Schemas['TimelineOut'];
export type Point = Schemas['PointOut'];
export type Mark = Schemas['MarkOut'];
export type StudySession = Schemas['StudySessionOut'];

/** The lessons of which something is known about the student, the latest first. */
export function useOwnLessons() {
  return useQuery({
    queryKey: [...ownDataKey, 'lessons'],
    queryFn: async () => (await unwrap(api.GET('/api/v1/wellbeing/me/lessons'))).lessons,
    staleTime: 5_000,
  });
}

/** The timeline of one study session of a lesson; the latest where none is named. */
export function useTimeline(lessonId: string, studySession: string | null) {
  return useQuery({
    queryKey: [...ownDataKey, 'timeline', lessonId, studySession],
    queryFn: () =>
      unwrap(
        api.GET('/api/v1/wellbeing/me/lessons/{lesson_id}/timeline', {
          params: { path: { lesson_id: lessonId }, query: studySession ? { study_session: studySession } : {} },
        }),
      ),
    staleTime: 5_000,
  });
}

/** Keep one summary for oneself, or let it count again. */
export function useHideWindow() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, hidden }: { id: string; hidden: boolean }) =>
      unwrap(
        api.PUT('/api/v1/wellbeing/me/windows/{window_id}/hidden', {
          params: { path: { window_id: id } },
          body: { hidden },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ownDataKey }),
  });
}

/** Keep everything known about a lesson so far for oneself, or let it count again. */
export function useHideLesson(lessonId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (hidden: boolean) =>
      unwrap(
        api.PUT('/api/v1/wellbeing/me/lessons/{lesson_id}/hidden', {
          params: { path: { lesson_id: lessonId } },
          body: { hidden },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ownDataKey }),
  });
}

/** What a correction needs to know of a summary. */
export interface Corrected {
  id: string;
  started_at: string;
  seconds: number;
}

/** Say what a summary of the past really was. It stands at the time of the summary: it says nothing about now. */
export function useCorrectWindow() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ window, feeling }: { window: Corrected; feeling: Feeling }) =>
      unwrap(
        api.POST('/api/v1/wellbeing/checkins', {
          body: {
            id: crypto.randomUUID(),
            kind: 'correction',
            feeling,
            lesson_id: null,
            block_id: null,
            window_id: window.id,
            support_message_id: null,
            at: new Date(Date.parse(window.started_at) + window.seconds * 1000).toISOString(),
          },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ownDataKey }),
  });
}

export type Weeks = Schemas['WeeksOut'];
export type Week = Schemas['WeekOut'];

/** The present week and those before it. weekStart: when the present one began, where the student is. */
export function useWeeks(weekStart: string, weeks: number) {
  return useQuery({
    queryKey: [...ownDataKey, 'weeks', weekStart, weeks],
    queryFn: () =>
      unwrap(api.GET('/api/v1/wellbeing/me/weeks', { params: { query: { week_start: weekStart, weeks } } })),
    staleTime: 5_000,
  });
}
