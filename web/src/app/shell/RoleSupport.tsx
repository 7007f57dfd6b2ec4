import type { ReactNode } from 'react';
import { HelpNotifications } from '@/features/help/HelpNotifications';
import { ProgressProvider } from '@/features/learning/progress/ProgressProvider';
import { StudentSupport } from '@/features/wellbeing/StudentSupport';
import type { Role } from '@/platform/session';

/** Students carry their progress, their camera and their support from page to page; who asks and who answers hears of it. */
export function RoleSupport({ role, children }: { role: Role; children: ReactNode }) {
  if (role === 'administrator') return children;
  if (role === 'tutor')
    return (
      <>
        {children}
        <HelpNotifications />
      </>
    );
  return (
    <ProgressProvider>
      <StudentSupport>
        {children}
        <HelpNotifications />
      </StudentSupport>
    </ProgressProvider>
  );
}
