import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '@/platform/i18n/dates';
import type { OwnData } from '../../api';

/** What the student said, newest first. */
export function CheckinList({ checkins }: { checkins: OwnData['checkins'] }) {
  const { t } = useTranslation('wellbeing');
  const { dateTime } = useDates();
  return (
    <List listStyleType="none" spacing={6}>
      {checkins
        .toSorted((a, b) => b.at.localeCompare(a.at))
        .map(({ id, kind, feeling, lesson_title, block_title, at }) => (
          <List.Item key={id}>
            {t(`checkins.kinds.${kind}`)}
            {feeling ? `: ${t(`feelings.${feeling}`)}` : ''}{' '}
            <Text component="span" size="sm" c="dimmed">
              {[lesson_title, block_title, dateTime(at)].filter(Boolean).join(' · ')}
            </Text>
          </List.Item>
        ))}
    </List>
  );
}
