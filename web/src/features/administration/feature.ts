import {
  IconActivity,
  IconHistory,
  IconLifebuoy,
  IconMessageHeart,
  IconScale,
  IconShieldCheck,
  IconUsers,
} from '@tabler/icons-react';
import type { Feature, NavigationItem } from '@/platform/feature';

const roles = ['administrator'] as const;

function item(page: string, icon: NavigationItem['icon']): NavigationItem {
  return { to: `/admin/${page}`, label: `administration:navigation.${page.replace('-', '_')}`, icon, roles };
}

/** What administrators run the institution with: users, the system's health, the policy, what support says, the audit log. */
export const administration: Feature = {
  routes: [
    {
      roles,
      route: { path: '/admin/users', lazy: { Component: async () => (await import('./users/UsersPage')).UsersPage } },
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
      roles,
      route: {
        path: '/admin/resources',
        lazy: { Component: async () => (await import('./resources/ResourcesPage')).ResourcesPage },
      },
    },
    {
      roles,
      route: { path: '/admin/audit', lazy: { Component: async () => (await import('./audit/AuditPage')).AuditPage } },
    },
  ],
  navigation: [
    item('users', IconUsers),
    item('system', IconActivity),
    item('experiment', IconScale),
    item('policy', IconShieldCheck),
    item('support-messages', IconMessageHeart),
    item('resources', IconLifebuoy),
    item('audit', IconHistory),
  ],
  home: { administrator: '/admin/users' },
};
