import type { ReactNode } from 'react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { Container } from '@mantine/core';
import { ErrorState } from '@/components/state/ErrorState';
import { currentLocation } from '@/platform/lesson/signals';
import { SignedInUser, useSession, useUser, type Role } from '@/platform/session';
import { homeOf } from './features';
import { NotFoundPage } from './NotFoundPage';
import { SkeletonPage } from './SkeletonPage';

/** Let only a signed-in user pass; others sign in first and come back. */
export function RequireSession({ children }: { children: ReactNode }) {
  const session = useSession();
  const { pathname, search, hash } = useLocation();
  if (session.isPending) return <SkeletonPage />;
  if (session.isError) {
    return (
      <Container size="xs" py="xl">
        <ErrorState error={session.error} onRetry={() => void session.refetch()} />
      </Container>
    );
  }
  if (session.data.user) return <SignedInUser value={session.data.user}>{children}</SignedInUser>;
  // Where in a lesson the student was, also when the address does not name it: that is where they come back to.
  const block = currentLocation()?.blockId;
  const at = hash || (block ? `#block-${block}` : '');
  const from = pathname === '/' ? '' : `?next=${encodeURIComponent(pathname + search + at)}`;
  return <Navigate to={`/sign-in${from}`} replace />;
}

/** A page that is not for the user's role does not exist for them. */
export function RequireRole({ roles }: { roles: readonly Role[] }) {
  const { role } = useUser();
  return roles.includes(role) ? <Outlet /> : <NotFoundPage />;
}

export function HomeRedirect() {
  return <Navigate to={homeOf(useUser().role)} replace />;
}
