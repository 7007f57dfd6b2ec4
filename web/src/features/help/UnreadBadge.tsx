import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useUnread } from './api';

/** How many conversations hold something unread; nothing when there is none. */
export function UnreadBadge() {
  const { t } = useTranslation('help');
  const unread = useUnread();
  return unread > 0 ? (
    <Badge size="sm" circle={unread < 10} color="apricot.7" role="status" aria-label={t('unread', { count: unread })}>
      {unread}
    </Badge>
  ) : null;
}
