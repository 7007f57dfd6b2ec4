import { IconChartLine } from '@tabler/icons-react';
import type { Feature } from '@/platform/feature';
import { INSIGHT } from '../navigation';

const roles = ['administrator'] as const;

/** How courses and groups do over weeks and terms, for administrators. */
export const trends: Feature = {
  strings: 'insight',
  routes: [
    {
      roles,
      route: { path: '/admin/trends', lazy: { Component: async () => (await import('./TrendsPage')).TrendsPage } },
    },
    {
      roles,
      route: {
        path: '/admin/trends/compare',
        lazy: { Component: async () => (await import('./compare/ComparePage')).ComparePage },
      },
    },
  ],
  navigation: [{ to: '/admin/trends', label: 'insight:navigation.trends', icon: IconChartLine, roles, group: INSIGHT }],
};
