import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, type ReactNode } from 'react';
import { useEventReducer, useServerEvent } from '@/app/events';
import { LessonSlotsContext, type LessonSlots } from '@/app/lessonSlots';
import { settingsKey, type Settings } from './api';
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
  AfterLesson: ({ lessonId }) => <Suspense fallback={null}><ReflectionCard lessonId={lessonId} /></Suspense>,
  LessonTools: ({ lessonId }) => <Suspense fallback={null}><LessonTools lessonId={lessonId} /></Suspense>,
};

/** What accompanies a student from page to page: the camera, the support, and what both add to a lesson. */
export function StudentSupport({ children }: { children: ReactNode }) {
  useEventReducer('wellbeing.settings', settingsKey, (_: Settings, { settings }) => settings);
  const client = useQueryClient();
  useServerEvent('model.changed', () => void client.invalidateQueries({ queryKey: settingsKey }));
  useBehaviour();
  return (
    <CameraProvider>
      <LessonSlotsContext value={slots}>{children}</LessonSlotsContext>
      <SupportToast />
    </CameraProvider>
  );
}
