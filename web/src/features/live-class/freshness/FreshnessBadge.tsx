import { Text } from '@mantine/core';
import { useNetwork } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useDates } from '@/platform/i18n/dates';
import { useFreshness } from './useFreshness';
import classes from '@/components/ConnectionBadge.module.css';

/** "Live" as long as the view's own instant is young; else from when its figures are. */
export function FreshnessBadge({ generatedAt }: { generatedAt: string }) {
  const { t } = useTranslation('live-class');
  const { time } = useDates();
  const { online } = useNetwork();
  const freshness = useFreshness(generatedAt);
  const state = online ? freshness : 'offline';
  return (
    <div role="status" className={classes.badge} data-state={state}>
      <span className={classes.dot} aria-hidden="true" />
      <Text size="sm" fw={550} component="span">
        {t(`live.freshness.${state}`, { time: time(generatedAt) })}
      </Text>
    </div>
  );
}
