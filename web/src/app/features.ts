import { accounts } from '@/features/accounts/feature';
import { administration } from '@/features/administration/feature';
import { administratorHome } from '@/features/administration/home/feature';
import { courses } from '@/features/courses/feature';
import { help } from '@/features/help/feature';
import { insight } from '@/features/insight/feature';
import { consentCoverage } from '@/features/insight/consent/feature';
import { person } from '@/features/insight/person/feature';
import { quality } from '@/features/insight/quality/feature';
import { trends } from '@/features/insight/trends/feature';
import { learning } from '@/features/learning/feature';
import { studentHome } from '@/features/learning/home/feature';
import { liveClass } from '@/features/live-class/feature';
import { wellbeing } from '@/features/wellbeing/feature';
import type { Feature } from '@/platform/feature';
import type { Role } from '@/platform/session';

/** Every feature of the client, in the order of the navigation. */
export const features: readonly Feature[] = [
  studentHome,
  administratorHome,
  liveClass,
  insight,
  courses,
  learning,
  wellbeing,
  help,
  trends,
  person,
  quality,
  consentCoverage,
  administration,
  accounts,
];

/** The page a role lands on. */
export function homeOf(role: Role): string {
  for (const feature of features) {
    const home = feature.home?.[role];
    if (home) return home;
  }
  return '/profile';
}
