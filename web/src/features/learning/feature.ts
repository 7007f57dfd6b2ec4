import type { Feature } from '@/app/feature';

export const learning: Feature = {
  routes: [
    {
      roles: ['student', 'tutor'],
      route: { path: '/lessons/:lessonId', lazy: { Component: async () => (await import('./LessonPage')).LessonPage } },
    },
  ],
};
