import { IconBooks } from '@tabler/icons-react';
import type { Feature } from '@/platform/feature';

const authors = ['tutor', 'administrator'] as const;

/** Courses: for students to learn in, for tutors and administrators to write. */
export const courses: Feature = {
  strings: 'courses',
  navigation: [
    { to: '/courses', label: 'courses:navigation', icon: IconBooks, roles: ['student'] },
    { to: '/teach/courses', label: 'courses:navigation', icon: IconBooks, roles: authors },
  ],
  routes: [
    {
      roles: ['student'],
      route: { path: '/courses', lazy: { Component: async () => (await import('./CoursesPage')).CoursesPage } },
    },
    {
      roles: ['tutor', 'administrator'],
      route: {
        path: '/teach/courses/:courseId/people',
        lazy: { Component: async () => (await import('./people/PeoplePage')).PeoplePage },
      },
      more: true,
    },
    {
      roles: ['student', 'tutor', 'administrator'],
      route: { path: '/courses/:courseId', lazy: { Component: async () => (await import('./CoursePage')).CoursePage } },
    },
    {
      roles: authors,
      route: {
        path: '/teach/courses',
        lazy: { Component: async () => (await import('./editor/list/OwnCoursesPage')).OwnCoursesPage },
      },
    },
    {
      roles: authors,
      route: {
        path: '/teach/courses/:courseId',
        lazy: { Component: async () => (await import('./editor/course/ManageCoursePage')).ManageCoursePage },
      },
    },
    {
      roles: authors,
      route: {
        path: '/teach/lessons/:lessonId',
        lazy: { Component: async () => (await import('./editor/lesson/LessonEditorPage')).LessonEditorPage },
      },
    },
    {
      roles: authors,
      route: {
        path: '/teach/lessons/:lessonId/as-student',
        lazy: { Component: async () => (await import('./editor/preview/AsStudentPage')).AsStudentPage },
      },
    },
  ],
};
