import { IconHome } from '@tabler/icons-react';
import type { Feature } from '@/platform/feature';

const roles = ['student'] as const;

/** Where a student arrives: what to do next. It comes first in the navigation. */
export const studentHome: Feature = {
  routes: [{ roles, route: { path: '/home', lazy: { Component: async () => (await import('./HomePage')).HomePage } } }],
  navigation: [{ to: '/home', label: 'learning:home.navigation', icon: IconHome, roles }],
  home: { student: '/home' },
};
