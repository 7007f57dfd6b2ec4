import type { NavigationItem } from '@/platform/feature';
import type { Role } from '@/platform/session';
import { features } from '../../features';

/** Where a role finds help. */
export function helpOf(role: Role): readonly NavigationItem[] {
  return features.flatMap((feature) => feature.help ?? []).filter((item) => item.roles.includes(role));
}
