import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOpening } from '@/components/on-demand/onDemand';
import { useChangeSettings } from '../../api';
import { SnoozeButton } from './SnoozeButton';

const CHOICES = ['30_minutes', 'today', 'off'] as const;

/** For how long support is to be quiet. */
export function OpenSnooze({ onSnoozed }: { onSnoozed: () => void }) {
  const { t } = useTranslation('wellbeing');
  const change = useChangeSettings();
  const { target, opened, onChange } = useOpening();
  return (
    <Menu position="top-end" withinPortal opened={opened} onChange={onChange}>
      <Menu.Target>
        <SnoozeButton ref={target} />
      </Menu.Target>
      <Menu.Dropdown>
        {CHOICES.map((snooze) => (
          <Menu.Item key={snooze} onClick={() => change.mutate({ support: { snooze } }, { onSuccess: onSnoozed })}>
            {t(`snooze.${snooze}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
