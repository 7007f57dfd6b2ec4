import type { ReactNode } from 'react';
import { ProgressKeeper } from '@/features/learning/ProgressKeeper';
import { HelpNews } from '@/features/teaching/help/HelpNews';
import { StudentSupport } from '@/features/wellbeing/StudentSupport';
import type { Role } from '../session';

/** Students carry their progress, their camera and their support from page to page; who asks and who answers hears of it. */
export function RoleSupport({ role, children }: { role: Role; children: ReactNode }) {
  if (role === 'administrator') return children;
  if (role === 'tutor') return <>{children}<HelpNews /></>;
  return <ProgressKeeper><StudentSupport>{children}<HelpNews /></StudentSupport></ProgressKeeper>;
}
