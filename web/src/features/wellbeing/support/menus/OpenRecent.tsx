import { Menu } from '@mantine/core';
import { useOpening } from '@/components/on-demand/onDemand';
import { RecentButton } from './RecentButton';
import { useSupport } from '../SupportProvider';

/** The messages that support has shown on this page, to read again. */
export function OpenRecent() {
  const { recent, lookUp } = useSupport();
  const { target, opened, onChange } = useOpening();
  return (
    <Menu position="top-end" withinPortal width="min(22rem, calc(100vw - 2rem))" opened={opened} onChange={onChange}>
      <Menu.Target>
        <RecentButton ref={target} />
      </Menu.Target>
      <Menu.Dropdown>
        {recent.map((each) => (
          <Menu.Item key={each.id} onClick={() => lookUp(each)} style={{ whiteSpace: 'normal' }}>
            {each.text}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
