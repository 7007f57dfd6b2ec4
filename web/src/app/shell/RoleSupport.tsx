import type { ReactNode } from 'react';
import { PinnedCrisisCard } from '@/components/crisis/PinnedCrisisCard';
import { HelpNotifications } from '@/features/help/HelpNotifications';
import { ProgressProvider } from '@/features/learning/progress/ProgressProvider';
import { StudentSupport } from '@/features/wellbeing/StudentSupport';
import { lazyPart } from '@/components/on-demand/lazyPart';
import { openNamespace } from '@/platform/i18n/i18n';
import { LessonPreviewContext } from '@/platform/lesson/preview';
import { useTeaches, type Role } from '@/platform/session';
import { StudentSlotsContext } from '@/platform/student/slots';
import { studentSlots } from './studentSlots';
import { NO_TEACHING, TeachingSlotsContext } from '@/platform/teaching/slots';

/** Loaded where a lesson is written, and nowhere else. */
const previews = {
  LessonPreview: lazyPart(async () => {
    const [{ LessonPreview }] = await Promise.all([
      import('@/features/learning/preview/LessonPreview'),
      openNamespace('learning'),
    ]);
    return LessonPreview;
  }),
};

/** Loaded where somebody teaches, each with the strings of its feature. */
const teaching = {
  StuckPlaces: lazyPart(async () => {
    const [{ StuckPlaces }] = await Promise.all([
      import('@/features/insight/review/StuckPlaces'),
      openNamespace('insight'),
    ]);
    return StuckPlaces;
  }),
  Overview: lazyPart(async () => {
    const [{ TeachingOverview }] = await Promise.all([
      import('@/features/live-class/overview/TeachingOverview'),
      openNamespace('live-class'),
    ]);
    return TeachingOverview;
  }),
  EditorNotes: lazyPart(async () => {
    const [{ EditorNotes }] = await Promise.all([
      import('@/features/insight/review/notes/EditorNotes'),
      openNamespace('insight'),
    ]);
    return EditorNotes;
  }),
  ProjectedBlock: lazyPart(async () => {
    const [{ ProjectedBlock }] = await Promise.all([
      import('@/features/learning/preview/ProjectedBlock'),
      openNamespace('learning'),
    ]);
    return ProjectedBlock;
  }),
};

interface RoleSupportProps {
  role: Role;
  /** Nothing pops up: others see this screen, too. */
  quiet: boolean;
  children: ReactNode;
}

/** Students carry their progress, their camera and their support from page to page; who asks and who answers hears of it. */
export function RoleSupport({ role, quiet, children }: RoleSupportProps) {
  const teaches = useTeaches();
  if (role !== 'student')
    // One tree, whether an administrator teaches yet or not: what they are writing stays when they begin to.
    return (
      <LessonPreviewContext value={previews}>
        <StudentSlotsContext value={teaches ? studentSlots : null}>
          <TeachingSlotsContext value={teaches ? teaching : NO_TEACHING}>
            {children}
            {teaches && !quiet ? <HelpNotifications /> : null}
          </TeachingSlotsContext>
        </StudentSlotsContext>
      </LessonPreviewContext>
    );
  return (
    <ProgressProvider>
      <StudentSupport>
        {children}
        <HelpNotifications />
        <PinnedCrisisCard />
      </StudentSupport>
    </ProgressProvider>
  );
}
