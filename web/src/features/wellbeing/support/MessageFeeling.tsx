import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useErrorMessage } from '@/components/state/errorMessage';
import { currentLocation } from '@/platform/lesson/signals';
import { useCheckin, type Feeling, type SupportMessage } from '../api';
import { FeelingPicker } from '../FeelingPicker';
import type { SupportMessageHandle } from './SupportProvider';

/** "That's not how I feel": say how it really is. The student's word counts, not ours. */
export function MessageFeeling({ message, support }: { message: SupportMessage; support: SupportMessageHandle }) {
  const { t } = useTranslation(['wellbeing', 'app']);
  const { describe } = useErrorMessage();
  const checkin = useCheckin();

  const correct = (feeling: Feeling) => {
    const location = currentLocation();
    checkin.mutate(
      {
        id: crypto.randomUUID(),
        kind: 'correction',
        feeling,
        lesson_id: location?.lessonId ?? null,
        block_id: location?.blockId ?? null,
        window_id: null,
        support_message_id: message.id,
        at: new Date().toISOString(),
      },
      { onSuccess: () => support.show('thanks') },
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
        <Button size="compact-sm" variant="subtle" onClick={() => support.show('message')}>
          {t('app:back')}
        </Button>
      </Group>
    </Stack>
  );
}
