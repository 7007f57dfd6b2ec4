import { IconBuildingCommunity, IconSchool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import type { NavigationGroup, NavigationItem } from '@/platform/feature';
import type { Role } from '@/platform/session';
import { features } from '../features';
import { GroupMenu } from './menus/GroupMenu';
import classes from './Navigation.module.css';

const TEACHING: NavigationGroup = { label: 'live-class:navigation.teach', icon: IconSchool };
const INSTITUTION: NavigationGroup = { label: 'administration:navigation.institution', icon: IconBuildingCommunity };

interface NavigationProps {
  /** The roles whose pages the user has, their account's first. */
  roles: readonly Role[];
  folded?: boolean;
}

/** The pages that a user can reach from anywhere; in the header, where room is short, a group of them is a menu. */
export function Navigation({ roles, folded = false }: NavigationProps) {
  const items = itemsOf(roles);
  return (
    <ul className={classes.list}>
      {byGroup(items).map(({ group, members }) =>
        group && folded ? (
          <li key={group.label}>
            <GroupMenu group={group} items={members} />
          </li>
        ) : (
          members.map((item) => (
            <li key={item.to}>
              <Entry item={item} end={items.some((other) => other.to.startsWith(`${item.to}/`))} />
            </li>
          ))
        ),
      )}
    </ul>
  );
}

/** The pages of the account's role; for who teaches, too, those of a tutor first, and what would not have room in one menu. */
function itemsOf([account, ...others]: readonly Role[]): NavigationItem[] {
  const all = features.flatMap((feature) => feature.navigation ?? []);
  const own = all.filter((item) => account && item.roles.includes(account));
  if (others.length === 0) return own;
  const [home, ...rest] = own;
  const isOfBoth = (item: NavigationItem) => others.some((role) => item.roles.includes(role));
  const teaching = all.filter((item) => !own.includes(item) && isOfBoth(item));
  const alone = rest.filter((item) => !item.group && !isOfBoth(item));
  return [
    ...(home ? [home] : []),
    ...teaching.map((item) => ({ ...item, group: TEACHING })),
    ...rest.filter((item) => !alone.includes(item)),
    ...alone.map((item) => ({ ...item, group: INSTITUTION })),
  ];
}

function Entry({ item, end }: { item: NavigationItem; end: boolean }) {
  const { t } = useTranslation('app');
  const { to, label, icon: Icon, Badge } = item;
  return (
    <NavLink to={to} end={end} className={classes.link}>
      <Icon size={19} stroke={1.7} />
      {t(label)}
      {Badge ? <Badge /> : null}
    </NavLink>
  );
}

function byGroup(items: readonly NavigationItem[]) {
  const found: { group: NavigationGroup | undefined; members: NavigationItem[] }[] = [];
  for (const item of items) {
    const last = found.at(-1);
    if (last && item.group && last.group === item.group) last.members.push(item);
    else found.push({ group: item.group, members: [item] });
  }
  return found;
}
