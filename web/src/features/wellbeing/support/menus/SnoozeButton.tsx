import { ActionIcon } from '@mantine/core';
import { IconBellZ } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OpenerProps } from '@/components/on-demand/onDemand';

/** Opens for how long support is to be quiet. */
export function SnoozeButton(opener: OpenerProps) {
  const { t } = useTranslation('wellbeing');
  return (
    <ActionIcon variant="subtle" color="gray" size={34} aria-label={t('snooze.label')} {...opener}>
      <IconBellZ size={18} aria-hidden />
    </ActionIcon>
  );
}
