import { Navigate, useLocation, type RouteObject } from 'react-router';

/** Addresses of the release before this one, each with the one that replaces it; what follows them stays the same. */
const FORMER_ADDRESSES = [
  { former: '/me/readings', current: '/my-data' },
  { former: '/admin/effect', current: '/admin/experiment' },
  { former: '/admin/messages', current: '/admin/support-messages' },
] as const;

/** Bookmarks and links in mails keep working for one release. */
export const formerAddressRoutes: RouteObject[] = FORMER_ADDRESSES.map(({ former, current }) => ({
  path: `${former}/*`,
  element: <Moved former={former} current={current} />,
}));

function Moved({ former, current }: { former: string; current: string }) {
  const { pathname, search, hash } = useLocation();
  return <Navigate to={{ pathname: current + pathname.slice(former.length), search, hash }} replace />;
}
