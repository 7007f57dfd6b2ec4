import { Button } from '@mantine/core';
import { IconMoodSmile } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OpenerProps } from '@/components/on-demand/onDemand';
import classes from './LessonTools.module.css';

/** Opens the question how it is going. */
export function FeelingButton(opener: OpenerProps) {
  const { t } = useTranslation('wellbeing');
  return (
    <Button size="sm" h={40} variant="default" leftSection={<IconMoodSmile size={18} aria-hidden />} {...opener}>
      <span className={classes.label}>{t('check_in.open')}</span>
    </Button>
  );
}
