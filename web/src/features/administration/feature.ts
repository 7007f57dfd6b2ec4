import { IconActivity, IconHistory, IconShieldCheck, IconUsers } from '@tabler/icons-react';
import type { Feature, NavigationItem } from '@/app/feature';

const roles = ['administrator'] as const;

function item(page: string, icon: NavigationItem['icon']): NavigationItem {
  return { to: `/admin/${page}`, label: `administration:navigation.${page}`, icon, roles };
}

/** What administrators run the institution with: users, the system's health, the policy, the audit log. */
export const administration: Feature = {
  routes: [
    { roles, route: { path: '/admin/users', lazy: { Component: async () => (await import('./users/UsersPage')).UsersPage } } },
    { roles, route: { path: '/admin/system', lazy: { Component: async () => (await import('./system/SystemPage')).SystemPage } } },
    { roles, route: { path: '/admin/policy', lazy: { Component: async () => (await import('./policy/PolicyPage')).PolicyPage } } },
    { roles, route: { path: '/admin/audit', lazy: { Component: async () => (await import('./audit/AuditPage')).AuditPage } } },
  ],
  navigation: [item('users', IconUsers), item('system', IconActivity), item('policy', IconShieldCheck), item('audit', IconHistory)],
  home: { administrator: '/admin/users' },
};
