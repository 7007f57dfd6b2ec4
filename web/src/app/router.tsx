import { createBrowserRouter, type RouteObject } from 'react-router';
import type { Feature } from '@/platform/feature';
import { openNamespace } from '@/platform/i18n/i18n';
import { CrashPage } from './CrashPage';
import { features } from './features';
import { formerAddressRoutes } from './formerAddresses';
import { HomeRedirect, RequireRole, RequireSession } from './guards';
import { NotFoundPage } from './NotFoundPage';
import { Shell } from './shell/Shell';
import { SkeletonPage } from './SkeletonPage';

/** A page comes together with the strings of its feature. */
function withStrings(route: RouteObject, namespace: string | undefined, more = false): RouteObject {
  if (namespace === undefined || typeof route.lazy !== 'object' || !route.lazy.Component) return route;
  const { Component } = route.lazy;
  const names = more ? [namespace, `${namespace}:more`, 'app:more'] : [namespace];
  const load = async () => (await Promise.all([Component(), ...names.map(openNamespace)]))[0];
  return { ...route, lazy: { ...route.lazy, Component: load } };
}

function pages(of: (feature: Feature) => readonly RouteObject[] | undefined): RouteObject[] {
  return features.flatMap((feature) => (of(feature) ?? []).map((route) => withStrings(route, feature.strings)));
}

const guardedRoutes: RouteObject[] = features.flatMap(({ routes: own = [], strings }) =>
  own.map(({ roles, route, more }) => ({
    element: <RequireRole roles={roles} />,
    errorElement: <CrashPage />,
    children: [withStrings(route, strings, more)],
  })),
);

/** Public pages stand alone; all others stand in the shell and need a session. */
export const routes: RouteObject[] = [
  {
    errorElement: <CrashPage />,
    hydrateFallbackElement: <SkeletonPage />,
    children: [
      {
        lazy: { Component: async () => (await import('./frames/PublicFrame')).PublicFrame },
        children: pages(({ publicRoutes }) => publicRoutes),
      },
      {
        lazy: { Component: async () => (await import('./frames/OpenFrame')).OpenFrame },
        children: pages(({ openRoutes }) => openRoutes),
      },
      {
        element: (
          <RequireSession>
            <Shell />
          </RequireSession>
        ),
        children: [
          { path: '/', element: <HomeRedirect /> },
          ...guardedRoutes,
          ...formerAddressRoutes,
          { path: '*', element: <NotFoundPage /> },
        ],
      },
    ],
  },
];

export function createRouter() {
  return createBrowserRouter(routes);
}
