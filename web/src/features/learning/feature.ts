import type { Feature } from '@/platform/feature';

export const learning: Feature = {
  routes: [
    {
      roles: ['student', 'tutor'],
      route: {
        path: '/lessons/:lessonId',
        lazy: { Component: async () => (await import('./lesson/LessonPage')).LessonPage },
      },
    },
  ],
};
