import type { ReactNode } from 'react';
import { StudentSupport } from '@/features/wellbeing/StudentSupport';
import type { Role } from '../session';

/** Students carry their camera and their support from page to page; nobody else has either. */
export function RoleSupport({ role, children }: { role: Role; children: ReactNode }) {
  return role === 'student' ? <StudentSupport>{children}</StudentSupport> : children;
}
