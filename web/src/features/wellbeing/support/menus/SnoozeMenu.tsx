import { onDemand } from '@/components/on-demand/onDemand';
import { SnoozeButton } from './SnoozeButton';

/** Quiet for half an hour, for today, or for good. */
export const SnoozeMenu = onDemand<{ onSnoozed: () => void }>(
  (opener) => <SnoozeButton {...opener} />,
  'menu',
  async () => (await import('./OpenSnooze')).OpenSnooze,
);
