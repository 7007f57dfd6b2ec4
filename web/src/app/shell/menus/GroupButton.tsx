import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import type { OpenerProps } from '@/components/on-demand/onDemand';
import type { NavigationGroup, NavigationItem } from '@/platform/feature';
import classes from '../Navigation.module.css';
import { isAt } from './isAt';

export interface GroupProps {
  group: NavigationGroup;
  items: readonly NavigationItem[];
}

/** Opens the pages of a group; it is marked while one of them is shown. */
export function GroupButton({ group, items, ...opener }: GroupProps & OpenerProps) {
  const { t } = useTranslation('app');
  const { pathname } = useLocation();
  const here = items.some(({ to }) => isAt(pathname, to));
  return (
    <button type="button" {...opener} className={classes.link} data-here={here || undefined}>
      <group.icon size={19} stroke={1.7} />
      {t(group.label)}
      {items.map(({ to, Badge }) => (Badge ? <Badge key={to} /> : null))}
      <IconChevronDown size={16} stroke={1.9} aria-hidden />
    </button>
  );
}
