import { onDemand } from '@/components/on-demand/onDemand';
import type { User } from '@/platform/session';
import { AccountButton } from './AccountButton';

/** Who is signed in, and what they can change from anywhere: language, appearance, leaving. */
export const AccountMenu = onDemand<{ user: User }>(
  (opener, { user }) => <AccountButton user={user} {...opener} />,
  'menu',
  async () => (await import('./OpenAccountMenu')).OpenAccountMenu,
);
