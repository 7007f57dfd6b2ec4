import { ActionIcon, Group, Text } from '@mantine/core';
import { IconThumbDown, IconThumbUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MessageResponse } from '../api';
import type { SupportMessageHandle } from './SupportProvider';

/** After a message was accepted: did it help? The rating replaces the acceptance. */
export function MessageRating({ support }: { support: SupportMessageHandle }) {
  const { t } = useTranslation('wellbeing');
  return (
    <Group justify="space-between" gap="sm">
      <Text>{t('support.rate')}</Text>
      <RatingButtons support={support} />
    </Group>
  );
}

/** Helpful, or not: what is offered next follows from it. */
export function RatingButtons({ support }: { support: SupportMessageHandle }) {
  const { t } = useTranslation('wellbeing');
  const rate = (answer: MessageResponse) => {
    support.respond(answer);
    support.show('thanks');
  };
  return (
    <Group gap={4}>
      <ActionIcon size={34} variant="default" aria-label={t('support.helpful')} onClick={() => rate('helpful')}>
        <IconThumbUp size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon size={34} variant="default" aria-label={t('support.not_helpful')} onClick={() => rate('not_helpful')}>
        <IconThumbDown size={18} aria-hidden />
      </ActionIcon>
    </Group>
  );
}
