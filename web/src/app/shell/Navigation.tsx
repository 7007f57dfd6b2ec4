import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import type { Role } from '@/platform/session';
import { features } from '../features';
import classes from './Navigation.module.css';

/** The pages that a role can reach from anywhere. */
export function Navigation({ role }: { role: Role }) {
  const { t } = useTranslation('app');
  const items = features.flatMap((feature) => feature.navigation ?? []).filter((item) => item.roles.includes(role));
  return (
    <ul className={classes.list}>
      {items.map(({ to, label, icon: Icon, Badge }) => (
        <li key={to}>
          <NavLink to={to} className={classes.link}>
            <Icon size={19} stroke={1.7} />
            {t(label)}
            {Badge ? <Badge /> : null}
          </NavLink>
        </li>
      ))}
    </ul>
  );
}
