import { RefusedProgress } from '@/features/learning/progress/RefusedProgress';
import { CallNotices } from '@/features/wellbeing/calls/CallNotices';
import type { Role } from '@/platform/session';

/** What a role is told under the header of every page. */
export function RoleNotices({ role }: { role: Role }) {
  return role === 'student' ? (
    <>
      <RefusedProgress />
      <CallNotices />
    </>
  ) : null;
}
