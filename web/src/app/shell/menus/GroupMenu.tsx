import { onDemand } from '@/components/on-demand/onDemand';
import { GroupButton, type GroupProps } from './GroupButton';

/** Pages that belong together, in a menu of the header. */
export const GroupMenu = onDemand<GroupProps>(
  (opener, props) => <GroupButton {...props} {...opener} />,
  'menu',
  async () => (await import('./OpenGroupMenu')).OpenGroupMenu,
);
