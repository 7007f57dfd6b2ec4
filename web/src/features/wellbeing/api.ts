import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api, unwrap, type Schemas } from '@/platform/api/client';
import { expectSettings } from './settingsChange';

export type Settings = Schemas['WellbeingSettingsOut'];
export type SettingsChange = Schemas['SettingsChange'];
export type ConsentName = keyof Settings['consent'];
export type Mode = Schemas['Mode'];
export type Window = Schemas['WindowIn'];
export type BehaviourEvent = Schemas['BehaviourIn'];
export type NewCheckin = Schemas['CheckInIn'];
export type RefusedItem = Schemas['RefusedItem'];
export type SupportMessage = Schemas['SupportMessageOut'];
export type MessageResponse = Schemas['MessageResponse'];
export type OwnData = Schemas['OwnDataOut'];
export type Feeling = NonNullable<NewCheckin['feeling']>;

export const settingsKey = ['wellbeing', 'settings'] as const;
export const consentHistoryKey = ['wellbeing', 'consent-history'] as const;
export const ownDataKey = ['wellbeing', 'readings'] as const;

/** How the student is read, what they allow, and what the institution makes possible. */
export function useSettings() {
  return useQuery({ queryKey: settingsKey, queryFn: () => unwrap(api.GET('/api/v1/wellbeing/settings')) });
}

/** Change the mode, a consent switch, or how support behaves. Shown immediately, taken back if the server refuses. */
export function useChangeSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationKey: settingsKey,
    scope: { id: 'wellbeing-settings' },
    mutationFn: (body: SettingsChange) => unwrap(api.PATCH('/api/v1/wellbeing/settings', { body })),
    onMutate: async (change) => {
      await client.cancelQueries({ queryKey: settingsKey });
      const before = client.getQueryData<Settings>(settingsKey);
      client.setQueryData<Settings>(settingsKey, before && expectSettings(before, change, new Date()));
      return { before };
    },
    onError: (_error, _change, context) => client.setQueryData(settingsKey, context?.before),
    onSuccess: async (settings) => {
      // Of several changes in a row, the answer to the last one tells about all.
      if (client.isMutating({ mutationKey: settingsKey }) === 1) client.setQueryData(settingsKey, settings);
      await client.invalidateQueries({ queryKey: consentHistoryKey });
    },
  });
}

/** What this device's clock shows now, said with everything that carries its times: the server corrects them by it. */
export function sentAt(): string {
  return new Date().toISOString();
}

/** Deliver windows; one delivered twice counts once. The answer names those that the server keeps out for good. */
export function sendWindows(windows: readonly Window[], keepalive: boolean) {
  return unwrap(
    api.POST('/api/v1/wellbeing/windows', { body: { windows: [...windows], sent_at: sentAt() }, keepalive }),
  );
}

/** Deliver behaviour; an event delivered twice counts once. What comes too late to matter is dropped by the server. */
export function sendBehaviour(events: readonly BehaviourEvent[], keepalive: boolean) {
  return unwrap(
    api.POST('/api/v1/wellbeing/behaviour', { body: { events: [...events], sent_at: sentAt() }, keepalive }),
  );
}

/** Say something; said twice under one id, it counts once. */
export function sendCheckin(body: NewCheckin) {
  return unwrap(api.POST('/api/v1/wellbeing/checkins', { body: { ...body, sent_at: sentAt() } }));
}

/** Say something: a feeling, "I'm lost here", a raised hand, a correction. */
export function useCheckin() {
  return useMutation({
    mutationFn: sendCheckin,
  });
}

/** Take back what was said. */
export function useUndoCheckin() {
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(api.DELETE('/api/v1/wellbeing/checkins/{check_in_id}', { params: { path: { check_in_id: id } } })),
  });
}

/** Ask at a natural pause whether there is something to offer, now or in a moment. */
export function requestMessage(body: Schemas['InterruptionPointIn']) {
  return unwrap(api.POST('/api/v1/wellbeing/interruption-points', { body }));
}

/** Say what the student made of an offer. */
export function useRespondToMessage() {
  return useMutation({
    mutationFn: ({ messageId, response }: { messageId: string; response: MessageResponse }) =>
      unwrap(
        api.POST('/api/v1/wellbeing/support-messages/{support_message_id}/response', {
          params: { path: { support_message_id: messageId } },
          body: { response },
        }),
      ),
  });
}

/** Everything known about the student in the last days. */
export function useOwnData(days: number) {
  return useQuery({
    queryKey: [...ownDataKey, days],
    queryFn: () => unwrap(api.GET('/api/v1/wellbeing/me', { params: { query: { days } } })),
    staleTime: 5_000,
  });
}

/** Delete one window for good. */
export function useDeleteWindow() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      unwrap(api.DELETE('/api/v1/wellbeing/windows/{window_id}', { params: { path: { window_id: id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ownDataKey }),
  });
}

/** Delete what belongs to a lesson, or everything. */
export function useDeleteData() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (lessonId?: string) =>
      unwrap(api.DELETE('/api/v1/wellbeing/data', { params: { query: lessonId ? { lesson_id: lessonId } : {} } })),
    onSettled: () => client.invalidateQueries({ queryKey: ownDataKey }),
  });
}
