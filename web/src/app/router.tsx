import { createBrowserRouter, type RouteObject } from 'react-router';
import { CrashPage } from './CrashPage';
import { features } from './features';
import { formerAddressRoutes } from './formerAddresses';
import { OpenFrame } from './frames/OpenFrame';
import { PublicFrame } from './frames/PublicFrame';
import { HomeRedirect, RequireRole, RequireSession } from './guards';
import { NotFoundPage } from './NotFoundPage';
import { Shell } from './shell/Shell';
import { SkeletonPage } from './SkeletonPage';

const publicRoutes = features.flatMap((feature) => feature.publicRoutes ?? []);

const openRoutes = features.flatMap((feature) => feature.openRoutes ?? []);

const guardedRoutes: RouteObject[] = features
  .flatMap((feature) => feature.routes ?? [])
  .map(({ roles, route }) => ({
    element: <RequireRole roles={roles} />,
    errorElement: <CrashPage />,
    children: [route],
  }));

/** Public pages stand alone; all others stand in the shell and need a session. */
export const routes: RouteObject[] = [
  {
    errorElement: <CrashPage />,
    hydrateFallbackElement: <SkeletonPage />,
    children: [
      { element: <PublicFrame />, children: publicRoutes },
      { element: <OpenFrame />, children: openRoutes },
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
