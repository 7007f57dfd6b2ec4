import { Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconLeaf } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '@/components/state/ErrorState';
import { Panel } from '../Panel';
import { waitingBesides } from '../students/roster';
import type { Alert, LiveView, Resolution } from '../types';
import { AlertCard } from './AlertCard';
import { useResolveAlert } from './useResolveAlert';
import classes from './AttentionPanel.module.css';

const MOST_NAMED = 5; // everybody is listed below, first of all students

/** Who or what needs the tutor now: raised hands and "I'm lost here" first, three cards at most. */
export function AttentionPanel({ view }: { view: LiveView }) {
  const { t } = useTranslation('live-class');
  const { settle, error } = useResolveAlert(view.course_id);
  const waiting = waitingBesides(view.alerts, view.students);
  const heading = useRef<HTMLHeadingElement>(null);
  const resolve = (alert: Alert, resolution: Resolution, index: number) => {
    settle({ alert, resolution, index });
    heading.current?.focus({ preventScroll: true });
  };
  return (
    <Panel title={t('attention.title')} headingRef={heading}>
      <VisuallyHidden role="status">{view.alerts.map(({ title }) => title).join('. ')}</VisuallyHidden>
      <Stack gap="md">
        {error ? <ErrorState error={error} title={t('attention.not_saved')} /> : null}
        {waiting.length > 0 ? (
          <Text size="sm" className={classes.waiting}>
            <strong>{t('attention.waiting')}</strong>{' '}
            {waiting
              .slice(0, MOST_NAMED)
              .map(({ name, hand_raised }) => t(hand_raised ? 'attention.hand' : 'attention.lost', { name }))
              .join(' · ')}
            {waiting.length > MOST_NAMED ? ` · ${t('attention.more', { count: waiting.length - MOST_NAMED })}` : null}
          </Text>
        ) : null}
        {view.alerts.length > 0 ? (
          <ul className={classes.cards}>
            {view.alerts.map((alert, index) => (
              <li key={alert.id}>
                <AlertCard alert={alert} onResolve={(resolution) => resolve(alert, resolution, index)} />
              </li>
            ))}
          </ul>
        ) : (
          <Text className={classes.quiet}>
            <IconLeaf aria-hidden size={20} stroke={1.6} />
            {t('attention.quiet')}
          </Text>
        )}
      </Stack>
    </Panel>
  );
}
