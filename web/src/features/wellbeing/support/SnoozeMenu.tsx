import { ActionIcon, Menu } from '@mantine/core';
import { IconBellZ } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useChangeSettings } from '../api';

const CHOICES = ['30_minutes', 'today', 'off'] as const;

/** Quiet for half an hour, for today, or for good. */
export function SnoozeMenu({ onSnoozed }: { onSnoozed: () => void }) {
  const { t } = useTranslation('wellbeing');
  const change = useChangeSettings();
  return (
    <Menu position="top-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={34} aria-label={t('snooze.label')}>
          <IconBellZ size={18} aria-hidden />
        </ActionIcon>
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
