import { Text } from '@mantine/core';
import { IconCloudCheck, IconCloudOff, IconCloudUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useUser } from '@/app/session';
import { useProgressKeeping } from './ProgressKeeper';
import classes from './LessonView.module.css';

const SHOWN = {
  empty: { icon: IconCloudCheck, key: 'saved.empty' },
  sending: { icon: IconCloudUp, key: 'saved.sending' },
  waiting: { icon: IconCloudOff, key: 'saved.waiting' },
} as const;

/** Whether everything the student did has reached the server. */
export function SavedState() {
  const { t } = useTranslation('learning');
  const { role } = useUser();
  const { state } = useProgressKeeping();
  const { icon: Icon, key } = SHOWN[state];
  if (role !== 'student') return null;
  return (
    <Text size="sm" className={classes.meta} role="status" aria-live="off" c={state === 'waiting' ? 'var(--warm-ink)' : undefined}>
      <Icon size={17} aria-hidden /> {t(key)}
    </Text>
  );
}
