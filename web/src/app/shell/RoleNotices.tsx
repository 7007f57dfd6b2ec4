import { ResourcesNotice } from '@/features/administration/resources/ResourcesNotice';
import { SetupNotice } from '@/features/administration/setup/SetupNotice';
import { ClassNotice } from '@/features/live-class/session/attend/ClassNotice';
import { RefusedProgress } from '@/features/learning/progress/RefusedProgress';
import { CallNotices } from '@/features/wellbeing/calls/CallNotices';
import type { Role } from '@/platform/session';
import classes from './RoleNotices.module.css';

/** What a role is told under the header of every page. */
export function RoleNotices({ role }: { role: Role }) {
  if (role === 'administrator') {
    return (
      <>
        <SetupNotice />
        <ResourcesNotice />
      </>
    );
  }
  return role === 'student' ? (
    <>
      <RefusedProgress />
      <div className={classes.followed}>
        <ClassNotice />
        <CallNotices />
      </div>
    </>
  ) : null;
}
