import { IconUsersGroup } from '@tabler/icons-react';
import type { Feature } from '@/platform/feature';
import { INSIGHT } from '../navigation';

const roles = ['administrator'] as const;

/** How many students allow what, by course and week, for administrators. */
export const consentCoverage: Feature = {
  strings: 'insight',
  routes: [
    {
      roles,
      route: { path: '/admin/consent', lazy: { Component: async () => (await import('./ConsentPage')).ConsentPage } },
      more: true,
    },
  ],
  navigation: [
    { to: '/admin/consent', label: 'insight:navigation.consent', icon: IconUsersGroup, roles, group: INSIGHT },
  ],
};
