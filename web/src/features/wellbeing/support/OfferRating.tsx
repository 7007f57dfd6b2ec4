import { ActionIcon, Group, Text } from '@mantine/core';
import { IconThumbDown, IconThumbUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { OfferResponse } from '../api';
import type { Offers } from './useOffers';

/** After an offer was taken up: did it help? The answer replaces that it was taken up. */
export function OfferRating({ offers }: { offers: Offers }) {
  const { t } = useTranslation('wellbeing');
  return (
    <Group justify="space-between" gap="sm">
      <Text>{t('support.rate')}</Text>
      <RatingButtons offers={offers} />
    </Group>
  );
}

/** Helpful, or not: what is offered next follows from it. */
export function RatingButtons({ offers }: { offers: Offers }) {
  const { t } = useTranslation('wellbeing');
  const rate = (answer: OfferResponse) => {
    offers.respond(answer);
    offers.show('thanks');
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
