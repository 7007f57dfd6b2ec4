import { Text } from '@mantine/core';
import { IconCloudCheck, IconCloudOff, IconCloudUp, IconCloudX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OutboxState } from '@/platform/outbox';
import { useUser } from '@/platform/session';
import { useProgress } from './ProgressProvider';
import classes from '../lesson/LessonView.module.css';

const SHOWN = {
  empty: { icon: IconCloudCheck, key: 'saved.empty' },
  sending: { icon: IconCloudUp, key: 'saved.sending' },
  waiting: { icon: IconCloudOff, key: 'saved.waiting' },
  refused: { icon: IconCloudX, key: 'saved.refused' },
} as const;
const COLOURS: Partial<Record<OutboxState, string>> = { waiting: 'var(--warm-ink)', refused: 'var(--danger-ink)' };

/** Whether everything the student did has reached the server. */
export function SavedState() {
  const { t } = useTranslation('learning');
  const { role } = useUser();
  const { state, kept } = useProgress();
  const { icon: Icon, key } = SHOWN[state];
  if (role !== 'student') return null;
  return (
    <Text size="sm" className={classes.meta} role="status" aria-live="off" data-screen-only c={COLOURS[state]}>
      <Icon size={17} aria-hidden /> {t(state === 'waiting' && !kept ? 'saved.waiting_here' : key)}
    </Text>
  );
}
