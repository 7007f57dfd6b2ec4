import { onDemand } from '@/components/on-demand/onDemand';
import { FeelingButton } from './FeelingButton';

/** Say how it is going, in one tap, without any camera. */
export const CheckInButton = onDemand<{ lessonId: string }>(
  (opener) => <FeelingButton {...opener} />,
  'dialog',
  async () => (await import('./OpenCheckIn')).OpenCheckIn,
);
