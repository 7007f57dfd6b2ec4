import { IconUserHeart } from '@tabler/icons-react';
import type { Feature } from '@/platform/feature';
import { INSIGHT } from '../navigation';

const roles = ['administrator'] as const;

/** The weeks of students who share them with the administration. */
export const person: Feature = {
  strings: 'insight',
  routes: [
    {
      roles,
      route: { path: '/admin/shared', lazy: { Component: async () => (await import('./SharersPage')).SharersPage } },
      more: true,
    },
    {
      roles,
      route: {
        path: '/admin/shared/:studentId',
        lazy: { Component: async () => (await import('./PersonPage')).PersonPage },
      },
      more: true,
    },
  ],
  navigation: [{ to: '/admin/shared', label: 'insight:navigation.shared', icon: IconUserHeart, roles, group: INSIGHT }],
};
