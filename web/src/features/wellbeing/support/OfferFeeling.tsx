import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useErrorMessage } from '@/components/state/errorMessage';
import { currentPlace } from '@/platform/lesson/signals';
import { useCheckin, type Feeling, type Offer } from '../api';
import { FeelingPicker } from '../FeelingPicker';
import type { Offers } from './useOffers';

/** "That's not how I feel": say how it really is. The student's word counts, not ours. */
export function OfferFeeling({ offer, offers }: { offer: Offer; offers: Offers }) {
  const { t } = useTranslation(['wellbeing', 'app']);
  const { describe } = useErrorMessage();
  const checkin = useCheckin();

  const correct = (feeling: Feeling) => {
    const place = currentPlace();
    checkin.mutate(
      {
        id: crypto.randomUUID(),
        kind: 'correction',
        feeling,
        lesson_id: place?.lessonId ?? null,
        block_id: place?.blockId ?? null,
        window_id: null,
        offer_id: offer.id,
        at: new Date().toISOString(),
      },
      { onSuccess: () => offers.show('thanks') },
    );
  };

  return (
    <Stack gap="sm">
      <Text fw={600}>{t('correction.question')}</Text>
      <FeelingPicker label={t('correction.question')} disabled={checkin.isPending} onPick={correct} />
      {checkin.error ? (
        <Text size="sm" role="alert" c="var(--danger-ink)">
          {describe(checkin.error)}
        </Text>
      ) : null}
      <Group>
        <Button size="compact-sm" variant="subtle" onClick={() => offers.show('message')}>
          {t('app:back')}
        </Button>
      </Group>
    </Stack>
  );
}
