import { IconMessageQuestion } from '@tabler/icons-react';
import type { Feature } from '@/platform/feature';
import { UnreadBadge } from './UnreadBadge';

const roles = ['student', 'tutor'] as const;

/** Private questions of students to their tutors. */
export const help: Feature = {
  strings: 'help',
  routes: [
    { roles, route: { path: '/help', lazy: { Component: async () => (await import('./HelpPage')).HelpPage } } },
    {
      roles,
      route: {
        path: '/help/:threadId',
        lazy: { Component: async () => (await import('./ConversationPage')).ConversationPage },
      },
    },
  ],
  navigation: [
    {
      to: '/help',
      label: 'help:navigation.questions',
      icon: IconMessageQuestion,
      roles: ['tutor'],
      Badge: UnreadBadge,
    },
  ],
  help: [
    {
      to: '/help',
      label: 'help:navigation.my_questions',
      icon: IconMessageQuestion,
      roles: ['student'],
      Badge: UnreadBadge,
    },
  ],
};
