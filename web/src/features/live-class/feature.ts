import { IconUsersGroup } from '@tabler/icons-react';
import type { Feature } from '@/platform/feature';

const roles = ['tutor'] as const;

/** What tutors come for: their courses, and a class at this moment. */
export const liveClass: Feature = {
  strings: 'live-class',
  routes: [
    {
      roles,
      route: { path: '/teach', lazy: { Component: async () => (await import('./overview/TeachPage')).TeachPage } },
    },
    {
      roles,
      route: {
        path: '/teach/courses/:courseId/live',
        lazy: { Component: async () => (await import('./LivePage')).LivePage },
      },
    },
  ],
  navigation: [{ to: '/teach', label: 'live-class:navigation.teach', icon: IconUsersGroup, roles }],
  home: { tutor: '/teach' },
};
