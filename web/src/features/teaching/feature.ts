import { IconMessageQuestion, IconUsersGroup } from '@tabler/icons-react';
import type { Feature } from '@/app/feature';
import { UnreadBadge } from './help/UnreadBadge';

const roles = ['tutor'] as const;
const inHelp = ['student', 'tutor'] as const;

/** What tutors come for: their courses, the live view of a class, and the questions of their students. */
export const teaching: Feature = {
  routes: [
    { roles, route: { path: '/teach', lazy: { Component: async () => (await import('./overview/TeachPage')).TeachPage } } },
    { roles, route: { path: '/teach/courses/:courseId/live', lazy: { Component: async () => (await import('./live/LivePage')).LivePage } } },
    { roles: inHelp, route: { path: '/help', lazy: { Component: async () => (await import('./help/HelpPage')).HelpPage } } },
    { roles: inHelp, route: { path: '/help/:threadId', lazy: { Component: async () => (await import('./help/ConversationPage')).ConversationPage } } },
  ],
  navigation: [
    { to: '/teach', label: 'teaching:navigation.teach', icon: IconUsersGroup, roles },
    { to: '/help', label: 'teaching:navigation.questions', icon: IconMessageQuestion, roles, Badge: UnreadBadge },
  ],
  help: [{ to: '/help', label: 'teaching:navigation.my_questions', icon: IconMessageQuestion, roles: ['student'], Badge: UnreadBadge }],
  home: { tutor: '/teach' },
};
