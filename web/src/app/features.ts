import { accounts } from '@/features/accounts/feature';
import { administration } from '@/features/administration/feature';
import { courses } from '@/features/courses/feature';
import { learning } from '@/features/learning/feature';
import { teaching } from '@/features/teaching/feature';
import { wellbeing } from '@/features/wellbeing/feature';
import type { Feature } from './feature';
import type { Role } from './session';

/** Every feature of the client, in the order of the navigation. */
export const features: readonly Feature[] = [courses, learning, wellbeing, teaching, administration, accounts];

/** The page a role lands on. */
export function homeOf(role: Role): string {
  for (const feature of features) {
    const home = feature.home?.[role];
    if (home) return home;
  }
  return '/profile';
}
