import { Button } from '@mantine/core';
import { IconMessage2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OpenerProps } from '@/components/on-demand/onDemand';
import classes from '../../lesson/LessonTools.module.css';

/** Opens what support has said. */
export function RecentButton(opener: OpenerProps) {
  const { t } = useTranslation('wellbeing');
  return (
    <Button size="sm" h={40} variant="default" leftSection={<IconMessage2 size={18} aria-hidden />} {...opener}>
      <span className={classes.label}>{t('support.recent')}</span>
    </Button>
  );
}
