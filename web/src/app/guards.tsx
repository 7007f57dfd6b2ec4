import type { ReactNode } from 'react';
import { Navigate, Outlet, useLocation, useNavigation } from 'react-router';
import { Container } from '@mantine/core';
import { ErrorState } from '@/components/state/ErrorState';
import { Loading } from '@/components/state/QueryState';
import { useUnreadQuery } from '@/features/help/api';
import { currentLocation } from '@/platform/lesson/signals';
import { SignedInUser, useRoles, useSession, useUser, type Role } from '@/platform/session';
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

/** A page that is for no role that the user has does not exist for them. */
export function RequireRole({ roles }: { roles: readonly Role[] }) {
  const own = useRoles();
  return roles.some((role) => own.includes(role)) ? <Outlet /> : <NotFoundPage />;
}

export function HomeRedirect() {
  const { role } = useUser();
  return role === 'tutor' ? <TutorHome /> : <Navigate to={homeOf(role)} replace />;
}

/** Whoever answers urgent questions and teaches no course has only those: an empty overview would hide them. */
function TutorHome() {
  const { data, isPending } = useUnreadQuery();
  const leaving = useNavigation().state !== 'idle'; // who has chosen a page in the meantime goes there
  if (isPending || leaving) return <Loading />;
  return <Navigate to={data?.urgent_only ? '/help' : homeOf('tutor')} replace />;
}
