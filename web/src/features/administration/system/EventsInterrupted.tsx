import { Alert } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDates } from '@/platform/i18n/dates';
import type { SystemSnapshot } from '../types';

/** Says that live events do not reach everybody, since when, and what to do; nothing while they do. */
export function EventsInterrupted({ events }: { events: SystemSnapshot['events'] }) {
  const { t } = useTranslation('administration');
  const { dateTime } = useDates();
  if (events.connected) return null;
  return (
    <Alert color="apricot" icon={<IconPlugConnectedX aria-hidden />} title={t('system.events.interrupted')}>
      {t('system.events.interrupted_since', { time: events.since ? dateTime(events.since) : '' })}
    </Alert>
  );
}
