import { onDemand } from '@/components/on-demand/onDemand';
import type { Role } from '@/platform/session';
import { HelpButton } from './HelpButton';
import { helpOf } from './helpOf';
import classes from '../Shell.module.css';

const Menu = onDemand<{ role: Role }>(
  (opener) => <HelpButton {...opener} />,
  'menu',
  async () => (await import('./OpenHelpMenu')).OpenHelpMenu,
);

/** Where help is, from any page: quiet, and always in the same place. */
export function HelpMenu({ role }: { role: Role }) {
  const items = helpOf(role);
  if (items.length === 0) return null;
  return (
    <div className={classes.help}>
      <Menu role={role} />
      <span className={classes.helpBadge}>{items.map(({ to, Badge }) => (Badge ? <Badge key={to} /> : null))}</span>
    </div>
  );
}
