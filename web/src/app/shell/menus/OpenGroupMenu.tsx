import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useOpening } from '@/components/on-demand/onDemand';
import classes from '../Navigation.module.css';
import { GroupButton, type GroupProps } from './GroupButton';
import { isAt } from './isAt';

/** The pages of a group. */
export function OpenGroupMenu(props: GroupProps) {
  const { t } = useTranslation('app');
  const { pathname } = useLocation();
  const { target, opened, onChange } = useOpening();
  return (
    <Menu position="bottom-start" width={280} withinPortal opened={opened} onChange={onChange}>
      <Menu.Target>
        <GroupButton ref={target} {...props} />
      </Menu.Target>
      <Menu.Dropdown>
        {props.items.map(({ to, label, icon: Icon, Badge }) => (
          <Menu.Item
            key={to}
            component={Link}
            to={to}
            aria-current={isAt(pathname, to) ? 'page' : undefined}
            className={classes.member}
            leftSection={<Icon size={18} />}
            rightSection={Badge ? <Badge /> : null}
          >
            {t(label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
