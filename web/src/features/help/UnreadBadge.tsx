import { Badge } from '@mantine/core';
import { IconUrgent } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useUnread } from './api';

/** How many urgent questions are open, and else how many conversations hold something unread; nothing when there is none. */
export function UnreadBadge() {
  const { t } = useTranslation('help');
  const { threads: unread, urgent } = useUnread();
  if (urgent > 0) {
    return (
      <Badge
        size="sm"
        color="red.8"
        leftSection={<IconUrgent size={13} aria-hidden />}
        role="status"
        aria-label={t('urgent.open', { count: urgent })}
      >
        {urgent}
      </Badge>
    );
  }
  return unread > 0 ? (
    <Badge size="sm" circle={unread < 10} color="apricot.7" role="status" aria-label={t('unread', { count: unread })}>
      {unread}
    </Badge>
  ) : null;
}
