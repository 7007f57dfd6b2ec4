import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { lazyPart } from '@/components/on-demand/lazyPart';
import { useServerEvent } from '@/platform/events/events';
import { LessonSlotsContext, type LessonSlots } from '@/platform/lesson/slots';
import { settingsKey } from './api';
import { CameraProvider } from './camera/CameraProvider';
import { useBehaviour } from './lesson/useBehaviour';
import { LostProvider } from './lost/LostProvider';
import { SupportProvider } from './support/SupportProvider';
import { SupportToast } from './support/SupportToast';

/** What the buttons under a block will take: the text below must not move when they come. */
const BUTTON_ROW_PX = 36;

/** Of a lesson only: other pages need none of it. */
const slots: LessonSlots = {
  BlockActions: lazyPart(
    async () => (await import('./lesson/BlockActions')).BlockActions,
    <div style={{ minHeight: BUTTON_ROW_PX }} />,
  ),
  BlockNotes: lazyPart(async () => (await import('./tools/BlockNotes')).BlockNotes),
  AfterLesson: lazyPart(async () => (await import('./reflection/ReflectionCard')).ReflectionCard),
  LessonTools: lazyPart(async () => (await import('./lesson/LessonTools')).LessonTools),
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
      <LostProvider>
        <SupportProvider>
          <LessonSlotsContext value={slots}>{children}</LessonSlotsContext>
          <SupportToast />
        </SupportProvider>
      </LostProvider>
    </CameraProvider>
  );
}
