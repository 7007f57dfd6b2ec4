import type { Feature } from '@/platform/feature';

export const accounts: Feature = {
  publicRoutes: [
    { path: '/sign-in', lazy: { Component: async () => (await import('./SignInPage')).SignInPage } },
    { path: '/invitations/:token', lazy: { Component: async () => (await import('./InvitationPage')).InvitationPage } },
  ],
  routes: [
    {
      roles: ['student', 'tutor', 'administrator'],
      route: { path: '/profile', lazy: { Component: async () => (await import('./ProfilePage')).ProfilePage } },
    },
  ],
};
