import type { ReactNode } from 'react';
import { ProgressKeeper } from '@/features/learning/ProgressKeeper';
import { StudentSupport } from '@/features/wellbeing/StudentSupport';
import type { Role } from '../session';

/** Students carry their progress, their camera and their support from page to page; nobody else has any of these. */
export function RoleSupport({ role, children }: { role: Role; children: ReactNode }) {
  if (role !== 'student') return children;
  return <ProgressKeeper><StudentSupport>{children}</StudentSupport></ProgressKeeper>;
}
