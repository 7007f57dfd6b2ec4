import { IconChecklist, IconReportAnalytics } from '@tabler/icons-react';
import type { RouteObject } from 'react-router';
import type { Feature } from '@/platform/feature';
import type { Role } from '@/platform/session';

const student = ['student'] as const;
const tutor = ['tutor'] as const;
const teaching = ['tutor', 'administrator'] as const;

type Lazy = Exclude<RouteObject['lazy'], undefined>;

function page(roles: readonly Role[], path: string, lazy: Lazy) {
  return { roles, route: { path, lazy } };
}

/** A page with strings that no lesson needs. */
function pageWithMore(roles: readonly Role[], path: string, lazy: Lazy) {
  return { ...page(roles, path, lazy), more: true };
}

/** Learning and what comes of it: lessons, quizzes, assignments, grading, results. */
export const learning: Feature = {
  strings: 'learning',
  routes: [
    page(['student', 'tutor', 'administrator'], '/lessons/:lessonId', {
      Component: async () => (await import('./lesson/LessonPage')).LessonPage,
    }),
    pageWithMore(student, '/results', { Component: async () => (await import('./results/ResultsPage')).ResultsPage }),
    pageWithMore(tutor, '/grading', { Component: async () => (await import('./grading/GradingPage')).GradingPage }),
    pageWithMore(tutor, '/grading/:workId', {
      Component: async () => (await import('./grading/GradingWorkPage')).GradingWorkPage,
    }),
    pageWithMore(teaching, '/teach/courses/:courseId/gradebook', {
      Component: async () => (await import('./gradebook/GradebookPage')).GradebookPage,
    }),
    pageWithMore(teaching, '/teach/courses/:courseId/students', {
      Component: async () => (await import('./roster/RosterPage')).RosterPage,
    }),
    pageWithMore(teaching, '/teach/courses/:courseId/at-risk', {
      Component: async () => (await import('./at-risk/AtRiskPage')).AtRiskPage,
    }),
    pageWithMore(teaching, '/teach/courses/:courseId/students/:studentId', {
      Component: async () => (await import('./student/StudentPage')).StudentPage,
    }),
    pageWithMore(teaching, '/teach/courses/:courseId/students/:studentId/attempts/:attemptId', {
      Component: async () => (await import('./student/AttemptPage')).AttemptPage,
    }),
  ],
  navigation: [
    { to: '/results', label: 'learning:results.navigation', icon: IconReportAnalytics, roles: student },
    { to: '/grading', label: 'learning:grading.navigation', icon: IconChecklist, roles: tutor },
  ],
};
