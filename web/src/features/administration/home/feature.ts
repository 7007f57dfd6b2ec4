import { IconHome } from '@tabler/icons-react';
import type { Feature } from '@/platform/feature';

const roles = ['administrator'] as const;

/** Where an administrator arrives: what needs a decision. It comes first in the navigation. */
export const administratorHome: Feature = {
  strings: 'administration',
  routes: [
    {
      roles,
      route: {
        path: '/admin/home',
        lazy: { Component: async () => (await import('./AdminHomePage')).AdminHomePage },
      },
    },
  ],
  navigation: [{ to: '/admin/home', label: 'administration:navigation.home', icon: IconHome, roles }],
  home: { administrator: '/admin/home' },
};
