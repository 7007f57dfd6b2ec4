import { Anchor, CloseButton, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { useServerEvent, type EventOf } from '@/platform/events/events';
import { useLessonLocation } from '@/platform/lesson/signals';
import { useUser } from '@/platform/session';
import { helpKey } from './api';
import classes from './Help.module.css';

type HelpChange = EventOf<'help.changed'>;

const SHOWN_MS = 12_000;

/** Keeps what is known of private help up to date, and says quietly when a user has written. Never in a graded quiz. */
export function HelpNotifications() {
  const client = useQueryClient();
  const { id } = useUser();
  const { pathname } = useLocation();
  const location = useLessonLocation();
  const [notification, setNotification] = useState<HelpChange | null>(null);

  useServerEvent('help.changed', (event) => {
    void client.invalidateQueries({ queryKey: helpKey });
    const written = event.change === 'asked' || event.change === 'replied' || event.change === 'written';
    if (written && event.by_id !== id && pathname !== `/help/${event.thread_id}`) setNotification(event);
  });
  return (
    <div className={classes.notifications} role="status" data-screen-only>
      {notification && !location?.inGradedQuiz ? (
        <NotificationToast
          key={notification.thread_id}
          notification={notification}
          onClose={() => setNotification(null)}
        />
      ) : null}
    </div>
  );
}

function NotificationToast({ notification, onClose }: { notification: HelpChange; onClose: () => void }) {
  const { t } = useTranslation('help');
  const [held, setHeld] = useState(false);
  const close = useEffectEvent(onClose);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => close(), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held]);
  return (
    <div
      className={classes.toast}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <div>
          <Text size="sm">
            {t(`notifications.${notification.change}${notification.urgent ? '_urgent' : ''}`, {
              name: notification.by_name,
              course: notification.course_title,
            })}
          </Text>
          <Anchor component={Link} to={`/help/${notification.thread_id}`} size="sm" fw={600} onClick={onClose}>
            {t('open_thread')}
          </Anchor>
        </div>
        <CloseButton aria-label={t('app:close')} onClick={onClose} />
      </Group>
    </div>
  );
}
