import { useMutation, useQueries, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Schemas } from '@/platform/api/client';
import { lessonKey } from '@/platform/lesson/openLesson';
import { completed } from '../draft/completed';
import type { LessonBody, LessonDraft, LessonVersion, PublishProblem } from '../types';
import { ask } from './client';
import { refreshCourses } from './courses';

export const draftKey = (lessonId: string) => ['lesson-draft', lessonId] as const;
const versionsKey = (lessonId: string) => ['lesson-versions', lessonId] as const;

/** A lesson as it is being written. */
export async function readDraft(lessonId: string): Promise<LessonDraft> {
  return complete(await ask<LessonDraft>('GET', `/lessons/${lessonId}/draft`));
}

const complete = (draft: LessonDraft): LessonDraft => ({ ...draft, body: completed(draft.body) });

/** The draft of a lesson as it stood when the page was opened; what is written since then is the keeper's. */
export function useLessonDraft(lessonId: string) {
  return useQuery({
    queryKey: draftKey(lessonId),
    queryFn: () => readDraft(lessonId),
    refetchOnWindowFocus: false,
    staleTime: 0,
    gcTime: 0,
  });
}

/** Store a draft on the revision that it was written on. */
export function saveDraft(lessonId: string, body: { revision: number; body: LessonBody }): Promise<LessonDraft> {
  return ask<LessonDraft>('PUT', `/lessons/${lessonId}/draft`, { body });
}

/** Throw the draft away: back to what students see. */
export async function discardDraft(lessonId: string): Promise<LessonDraft> {
  return complete(await ask<LessonDraft>('DELETE', `/lessons/${lessonId}/draft`));
}

export interface Rendered {
  blocks: Schemas['BlockOut'][];
  assignments: Record<string, Schemas['PreviewAssignment']>;
  /** What is wrong so far; a block that is not complete is left out. */
  problems: PublishProblem[];
}

/** A text as students would see it. Nothing is stored. */
export function renderPreview(lessonId: string, body: LessonBody): Promise<Rendered> {
  return ask('POST', `/lessons/${lessonId}/preview`, { body: { body } });
}

/** What has been published so far, the latest first. */
export function useVersions(lessonId: string, enabled: boolean) {
  return useQuery({
    queryKey: versionsKey(lessonId),
    queryFn: async () => (await ask<{ versions: LessonVersion[] }>('GET', `/lessons/${lessonId}/versions`)).versions,
    enabled,
    staleTime: 0,
  });
}

/** One published text. */
export function useVersion(lessonId: string, number: number | null) {
  return useQuery({
    queryKey: [...versionsKey(lessonId), number],
    queryFn: () => ask<{ number: number; body: LessonBody }>('GET', `/lessons/${lessonId}/versions/${number}`),
    enabled: number !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

function usePublishing<Given>(lessonId: string, act: (given: Given) => Promise<{ number: number }>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: lessonKey(lessonId) });
      void client.invalidateQueries({ queryKey: versionsKey(lessonId) });
      return refreshCourses(client);
    },
  });
}

/** Let students see the draft. */
export const usePublish = (lessonId: string) =>
  usePublishing(lessonId, (body: { revision: number; note: string }) =>
    ask<{ number: number }>('POST', `/lessons/${lessonId}/publish`, { body }),
  );

/** What was handed in at the quizzes of a lesson while they were for practice, without quizzes that are new. */
export function useEarlierAttempts(quizIds: readonly string[]) {
  return useQueries({
    queries: quizIds.map((id) => ({
      queryKey: ['earlier-attempts', id],
      queryFn: () => ask<Schemas['EarlierAttempts']>('GET', `/quizzes/${id}/earlier-attempts`),
      retry: false,
      staleTime: 0,
    })),
    combine: (results) => results.map(({ data }, index) => ({ id: quizIds[index]!, earlier: data })),
  });
}

/** Let attempts from when a quiz was for practice count in the gradebook. */
export function countPractice(courseId: string, quizId: string): Promise<unknown> {
  return ask('PATCH', `/courses/${courseId}/gradebook/items/${quizId}`, { body: { counts_practice: true } });
}

/** Let students see an earlier text again, as a new version. */
export const usePublishAgain = (lessonId: string) =>
  usePublishing(lessonId, (number: number) =>
    ask<{ number: number }>('POST', `/lessons/${lessonId}/versions/${number}/publish`, { body: {} }),
  );
