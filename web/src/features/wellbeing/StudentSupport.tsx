import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, type ReactNode } from 'react';
import { useServerEvent } from '@/platform/events/events';
import { LessonSlotsContext, type LessonSlots } from '@/platform/lesson/slots';
import { settingsKey } from './api';
import { CameraProvider } from './camera/CameraProvider';
import { BlockActions } from './lesson/BlockActions';
import { useBehaviour } from './lesson/useBehaviour';
import { SupportToast } from './support/SupportToast';
import { BlockNotes } from './tools/BlockNotes';

const LessonTools = lazy(async () => ({ default: (await import('./lesson/LessonTools')).LessonTools }));
const ReflectionCard = lazy(async () => ({ default: (await import('./reflection/ReflectionCard')).ReflectionCard }));

const slots: LessonSlots = {
  BlockActions,
  BlockNotes,
  AfterLesson: ({ lessonId }) => (
    <Suspense fallback={null}>
      <ReflectionCard lessonId={lessonId} />
    </Suspense>
  ),
  LessonTools: ({ lessonId }) => (
    <Suspense fallback={null}>
      <LessonTools lessonId={lessonId} />
    </Suspense>
  ),
};

/**
 * Follow changes made elsewhere by asking what holds now. The news itself may be older than what this tab has changed since:
 * taken at its word, it would take back a choice that is on its way, and with it stop the camera.
 */
function useFollowedSettings(): void {
  const client = useQueryClient();
  const ask = () => {
    if (client.isMutating({ mutationKey: settingsKey }) === 0) void client.invalidateQueries({ queryKey: settingsKey });
  };
  useServerEvent('wellbeing.settings', ask);
  useServerEvent('model.changed', ask);
}

/** What accompanies a student from page to page: the camera, the support, and what both add to a lesson. */
export function StudentSupport({ children }: { children: ReactNode }) {
  useFollowedSettings();
  useBehaviour();
  return (
    <CameraProvider>
      <LessonSlotsContext value={slots}>{children}</LessonSlotsContext>
      <SupportToast />
    </CameraProvider>
  );
}
