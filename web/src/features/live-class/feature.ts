import { IconUsersGroup } from '@tabler/icons-react';
import { BARE, type Feature } from '@/platform/feature';

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
    {
      roles,
      route: {
        path: '/teach/courses/:courseId/projector',
        handle: BARE,
        lazy: { Component: async () => (await import('./session/projector/ProjectorPage')).ProjectorPage },
      },
    },
    {
      roles: ['student', 'tutor', 'administrator'],
      route: {
        path: '/class/:code',
        lazy: { Component: async () => (await import('./session/attend/ClassCodePage')).ClassCodePage },
      },
    },
  ],
  navigation: [{ to: '/teach', label: 'live-class:navigation.teach', icon: IconUsersGroup, roles }],
  home: { tutor: '/teach' },
};
