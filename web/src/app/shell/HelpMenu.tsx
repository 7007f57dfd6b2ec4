import { ActionIcon, Menu } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Role } from '@/platform/session';
import { features } from '../features';
import classes from './Shell.module.css';

/** Where help is, from any page: quiet, and always in the same place. */
export function HelpMenu({ role }: { role: Role }) {
  const { t } = useTranslation('app');
  const items = features.flatMap((feature) => feature.help ?? []).filter((item) => item.roles.includes(role));
  if (items.length === 0) return null;
  return (
    <div className={classes.help}>
      <Menu position="bottom-end" width={260} withinPortal>
        <Menu.Target>
          <ActionIcon size={44} radius="xl" variant="subtle" color="gray" aria-label={t('help')}>
            <IconLifebuoy size={23} stroke={1.7} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {items.map(({ to, label, icon: Icon, Badge }) => (
            <Menu.Item
              key={to}
              component={Link}
              to={to}
              leftSection={<Icon size={18} />}
              rightSection={Badge ? <Badge /> : null}
            >
              {t(label)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <span className={classes.helpBadge}>{items.map(({ to, Badge }) => (Badge ? <Badge key={to} /> : null))}</span>
    </div>
  );
}
