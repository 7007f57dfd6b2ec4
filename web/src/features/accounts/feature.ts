import type { Feature } from '@/platform/feature';

export const accounts: Feature = {
  strings: 'accounts',
  publicRoutes: [
    {
      path: '/setup',
      lazy: { Component: async () => (await import('./FirstAdministratorPage')).FirstAdministratorPage },
    },
    { path: '/join', lazy: { Component: async () => (await import('./join/JoinPage')).JoinPage } },
    { path: '/join/:code', lazy: { Component: async () => (await import('./join/JoinCodePage')).JoinCodePage } },
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
