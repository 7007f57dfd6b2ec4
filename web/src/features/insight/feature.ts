import type { Feature } from '@/platform/feature';

const roles = ['tutor'] as const;

/** Looking back: where a lesson got stuck, for those who teach it. */
export const insight: Feature = {
  strings: 'insight',
  routes: [
    {
      roles,
      route: {
        path: '/teach/courses/:courseId/review',
        lazy: { Component: async () => (await import('./review/CourseReviewPage')).CourseReviewPage },
      },
    },
    {
      roles,
      route: {
        path: '/teach/lessons/:lessonId/review',
        lazy: { Component: async () => (await import('./review/ReviewPage')).ReviewPage },
      },
    },
  ],
};
