import { ActionIcon } from '@mantine/core';
import { IconLifebuoy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OpenerProps } from '@/components/on-demand/onDemand';

/** Opens where help is. */
export function HelpButton(opener: OpenerProps) {
  const { t } = useTranslation('app');
  return (
    <ActionIcon size={44} radius="xl" variant="subtle" color="gray" aria-label={t('help')} {...opener}>
      <IconLifebuoy size={23} stroke={1.7} aria-hidden />
    </ActionIcon>
  );
}
