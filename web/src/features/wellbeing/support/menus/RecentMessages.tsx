import { onDemand } from '@/components/on-demand/onDemand';
import { RecentButton } from './RecentButton';
import { useSupport } from '../SupportProvider';

const RecentMenu = onDemand<object>(
  (opener) => <RecentButton {...opener} />,
  'menu',
  async () => (await import('./OpenRecent')).OpenRecent,
);

/** What support has said on this page: a message that faded before it was read is one tap away. */
export function RecentMessages() {
  const { message, recent } = useSupport();
  return recent.length === 0 || message ? null : <RecentMenu />;
}
