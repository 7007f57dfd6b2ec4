import { Button, Group, Text, Title } from '@mantine/core';
import {
  IconBulb,
  IconHandStop,
  IconMapPinExclamation,
  IconMapPinQuestion,
  IconUserQuestion,
  IconUsersGroup,
  IconZzz,
  type Icon,
} from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useDates } from '@/platform/i18n/dates';
import { useAgo } from '../freshness/useAgo';
import type { Alert, Resolution } from '../types';
import classes from './AlertCard.module.css';

const ICONS: Record<Alert['kind'], Icon> = {
  class_confused: IconUsersGroup,
  block_confused: IconMapPinExclamation,
  student_stuck: IconUserQuestion,
  lost_here: IconMapPinQuestion,
  hand_raised: IconHandStop,
  many_idle: IconZzz,
};

const RESOLUTIONS: readonly Resolution[] = ['done', 'false_alarm', 'dismissed'];

interface AlertCardProps {
  alert: Alert;
  onResolve: (resolution: Resolution) => void;
}

/** What happened, by which rule, since when, to how many by name, and what to do about it. */
export function AlertCard({ alert, onResolve }: AlertCardProps) {
  const { t } = useTranslation('live-class');
  const ago = useAgo();
  const { time } = useDates();
  const titleId = useId();
  const Icon = ICONS[alert.kind];
  return (
    <article className={classes.card} aria-labelledby={titleId} data-kind={alert.kind}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <span className={classes.icon} aria-hidden="true">
          <Icon size={22} stroke={1.7} />
        </span>
        <div>
          <Title order={3} size="h4" fz="md" id={titleId}>
            {alert.title}
          </Title>
          <Text size="sm" c="dimmed">
            {t('alert.since', { time: time(alert.since), ago: ago(alert.since) })}
            {alert.count === null ? null : ` · ${t('alert.count', { count: alert.count })}`}
          </Text>
        </div>
      </Group>
      <Text mt="sm">{alert.what}</Text>
      <Text mt="xs" className={classes.suggestion}>
        <IconBulb aria-hidden size={18} stroke={1.7} />
        {alert.suggestion}
      </Text>
      <Text size="sm" c="dimmed" mt="xs">
        {t('alert.rule', { rule: alert.rule })}
      </Text>
      <Group gap="xs" className={classes.actions}>
        {RESOLUTIONS.map((resolution) => (
          <Button
            key={resolution}
            size="compact-md"
            variant={resolution === 'done' ? 'light' : 'subtle'}
            aria-describedby={titleId}
            onClick={() => onResolve(resolution)}
          >
            {t(`alert.resolve.${resolution}`)}
          </Button>
        ))}
      </Group>
    </article>
  );
}
