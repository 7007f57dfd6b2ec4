import { Button } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OpenerProps } from '@/components/on-demand/onDemand';

/** Opens the tools of a block. */
export function ToolButton(opener: OpenerProps) {
  const { t } = useTranslation('wellbeing');
  return (
    <Button size="sm" variant="subtle" color="gray" leftSection={<IconDots size={18} aria-hidden />} {...opener}>
      {t('tool.more')}
    </Button>
  );
}
