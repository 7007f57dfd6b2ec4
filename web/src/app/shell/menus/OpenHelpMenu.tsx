import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useOpening } from '@/components/on-demand/onDemand';
import type { Role } from '@/platform/session';
import { HelpButton } from './HelpButton';
import { helpOf } from './helpOf';

/** The places where a role finds help. */
export function OpenHelpMenu({ role }: { role: Role }) {
  const { t } = useTranslation('app');
  const { target, opened, onChange } = useOpening();
  return (
    <Menu position="bottom-end" width={260} withinPortal opened={opened} onChange={onChange}>
      <Menu.Target>
        <HelpButton ref={target} />
      </Menu.Target>
      <Menu.Dropdown>
        {helpOf(role).map(({ to, label, icon: Icon, Badge }) => (
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
  );
}
