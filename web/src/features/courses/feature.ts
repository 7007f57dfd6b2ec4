import { IconBooks } from '@tabler/icons-react';
import type { Feature } from '@/platform/feature';

export const courses: Feature = {
  navigation: [{ to: '/courses', label: 'courses:navigation', icon: IconBooks, roles: ['student'] }],
  home: { student: '/courses' },
  routes: [
    {
      roles: ['student'],
      route: { path: '/courses', lazy: { Component: async () => (await import('./CoursesPage')).CoursesPage } },
    },
    {
      roles: ['student', 'tutor'],
      route: { path: '/courses/:courseId', lazy: { Component: async () => (await import('./CoursePage')).CoursePage } },
    },
  ],
};
