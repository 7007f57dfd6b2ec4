import type { ReactNode } from 'react';
import { HelpNews } from '@/features/help/HelpNews';
import { ProgressKeeper } from '@/features/learning/progress/ProgressKeeper';
import { StudentSupport } from '@/features/wellbeing/StudentSupport';
import type { Role } from '@/platform/session';

/** Students carry their progress, their camera and their support from page to page; who asks and who answers hears of it. */
export function RoleSupport({ role, children }: { role: Role; children: ReactNode }) {
  if (role === 'administrator') return children;
  if (role === 'tutor')
    return (
      <>
        {children}
        <HelpNews />
      </>
    );
  return (
    <ProgressKeeper>
      <StudentSupport>
        {children}
        <HelpNews />
      </StudentSupport>
    </ProgressKeeper>
  );
}
