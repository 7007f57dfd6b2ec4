import { Text } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useStreamState } from '@/platform/events/eventStream';
import { useDates } from '@/platform/i18n/dates';
import classes from './ConnectionBadge.module.css';

/** Whether the page is live at this moment, and if not, from when its figures are. */
export function ConnectionBadge() {
  const { t } = useTranslation('app');
  const { time } = useDates();
  const { online } = useNetwork();
  const { state: stream, since } = useStreamState();
  const state = online ? stream : 'offline'; // the stream itself notices a dead network only minutes later
  return (
    <div role="status" className={classes.badge} data-state={state}>
      <span className={classes.dot} aria-hidden="true" />
      <Text size="sm" fw={550} component="span">
        {t(`connection.${state}`, { time: time(new Date(since).toISOString()) })}
      </Text>
    </div>
  );
}
