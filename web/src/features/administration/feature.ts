import {
  IconActivity,
  IconBuildingCommunity,
  IconCalendarEvent,
  IconHeartHandshake,
  IconHistory,
  IconLifebuoy,
  IconMessageHeart,
  IconScale,
  IconShieldCheck,
  IconUsers,
} from '@tabler/icons-react';
import type { Feature, NavigationGroup, NavigationItem } from '@/platform/feature';

const roles = ['administrator'] as const;

function item(page: string, icon: NavigationItem['icon'], group?: NavigationGroup): NavigationItem {
  return { to: `/admin/${page}`, label: `administration:navigation.${page.replace('-', '_')}`, icon, roles, group };
}

const SUPPORT: NavigationGroup = { label: 'administration:navigation.support', icon: IconHeartHandshake };

/** What administrators run the institution with: users, the system's health, the policy, what support says, the audit log. */
export const administration: Feature = {
  strings: 'administration',
  routes: [
    {
      roles,
      route: { path: '/admin/setup', lazy: { Component: async () => (await import('./setup/SetupPage')).SetupPage } },
    },
    {
      roles,
      route: { path: '/admin/terms', lazy: { Component: async () => (await import('./terms/TermsPage')).TermsPage } },
    },
    {
      roles,
      route: { path: '/admin/users', lazy: { Component: async () => (await import('./users/UsersPage')).UsersPage } },
      more: true,
    },
    {
      roles,
      route: {
        path: '/admin/system',
        lazy: { Component: async () => (await import('./system/SystemPage')).SystemPage },
      },
    },
    {
      roles,
      route: {
        path: '/admin/experiment',
        lazy: { Component: async () => (await import('./experiment/ExperimentPage')).ExperimentPage },
      },
      more: true,
    },
    {
      roles,
      route: {
        path: '/admin/policy',
        lazy: { Component: async () => (await import('./policy/PolicyPage')).PolicyPage },
      },
    },
    {
      roles,
      route: {
        path: '/admin/support-messages',
        lazy: { Component: async () => (await import('./messages/MessagesPage')).MessagesPage },
      },
    },
    {
      roles,
      route: {
        path: '/admin/support-messages/new',
        lazy: { Component: async () => (await import('./messages/NewMessagePage')).NewMessagePage },
      },
    },
    {
      roles,
      route: {
        path: '/admin/support-messages/:messageId',
        lazy: { Component: async () => (await import('./messages/MessagePage')).MessagePage },
      },
    },
    {
      roles: ['tutor', 'administrator'],
      route: {
        path: '/teach/courses/:courseId/support-messages',
        lazy: { Component: async () => (await import('./messages/course/CourseMessagesPage')).CourseMessagesPage },
      },
    },
    {
      roles,
      route: {
        path: '/admin/resources',
        lazy: { Component: async () => (await import('./resources/ResourcesPage')).ResourcesPage },
      },
    },
    {
      roles,
      route: { path: '/admin/audit', lazy: { Component: async () => (await import('./audit/AuditPage')).AuditPage } },
      more: true,
    },
  ],
  navigation: [
    item('users', IconUsers),
    item('setup', IconBuildingCommunity),
    item('terms', IconCalendarEvent),
    item('policy', IconShieldCheck, SUPPORT),
    item('support-messages', IconMessageHeart, SUPPORT),
    item('resources', IconLifebuoy, SUPPORT),
    item('experiment', IconScale, SUPPORT),
    item('system', IconActivity),
    item('audit', IconHistory),
  ],
};
