import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '@/platform/i18n/dates';
import type { OwnData } from '../../api';

/** Who looked at what the student shares, and when. */
export function ViewerList({ viewers }: { viewers: OwnData['viewers'] }) {
  const { t } = useTranslation('wellbeing');
  const { dateTime } = useDates();
  if (viewers.length === 0) return <Text>{t('viewers.none')}</Text>;
  return (
    <List listStyleType="none" spacing={6}>
      {viewers.map(({ viewer_name: name, viewed_at: at, what }) => (
        <List.Item key={`${name}${at}${what}`}>
          <Text component="span" fw={600}>
            {name}
          </Text>{' '}
          · {what}{' '}
          <Text component="span" size="sm" c="dimmed">
            {dateTime(at)}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}
