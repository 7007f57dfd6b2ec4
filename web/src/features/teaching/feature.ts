import { IconUsersGroup } from '@tabler/icons-react';
import type { Feature } from '@/app/feature';

const roles = ['tutor'] as const;

/** What tutors come for: their courses, and the live view of a class. */
export const teaching: Feature = {
  routes: [
    { roles, route: { path: '/teach', lazy: { Component: async () => (await import('./overview/TeachPage')).TeachPage } } },
    { roles, route: { path: '/teach/courses/:courseId/live', lazy: { Component: async () => (await import('./live/LivePage')).LivePage } } },
  ],
  navigation: [{ to: '/teach', label: 'teaching:navigation.teach', icon: IconUsersGroup, roles }],
  home: { tutor: '/teach' },
};
