import { List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useDates } from '@/components/dates';
import type { OwnReadings } from '../api';
import { FEELINGS } from '../feelings';
import { affectKey } from '@/components/affect';

/** What the student said, newest first. */
export function CheckinList({ checkins }: { checkins: OwnReadings['checkins'] }) {
  const { t } = useTranslation('wellbeing');
  const { dateTime } = useDates();
  const words = (feeling: OwnReadings['checkins'][number]['feeling']) => {
    if (!feeling) return null;
    return FEELINGS.some((offered) => offered.feeling === feeling) ? t(`feelings.${feeling}`) : t(affectKey(feeling));
  };
  return (
    <List listStyleType="none" spacing={6}>
      {checkins.toSorted((a, b) => b.at.localeCompare(a.at)).map(({ id, kind, feeling, at }) => (
        <List.Item key={id}>
          {t(`checkins.kinds.${kind}`)}{words(feeling) ? `: ${words(feeling)}` : ''} <Text component="span" size="sm" c="dimmed">{dateTime(at)}</Text>
        </List.Item>
      ))}
    </List>
  );
}
