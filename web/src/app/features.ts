import { accounts } from '@/features/accounts/feature';
import { administration } from '@/features/administration/feature';
import { courses } from '@/features/courses/feature';
import { help } from '@/features/help/feature';
import { learning } from '@/features/learning/feature';
import { liveClass } from '@/features/live-class/feature';
import { wellbeing } from '@/features/wellbeing/feature';
import type { Feature } from '@/platform/feature';
import type { Role } from '@/platform/session';

/** Every feature of the client, in the order of the navigation. */
export const features: readonly Feature[] = [courses, learning, wellbeing, liveClass, help, administration, accounts];

/** The page a role lands on. */
export function homeOf(role: Role): string {
  for (const feature of features) {
    const home = feature.home?.[role];
    if (home) return home;
  }
  return '/profile';
}
