import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useErrorMessage } from '@/components/state/errorMessage';
import { currentLocation } from '@/platform/lesson/signals';
import { useCheckin, type Feeling } from '../api';
import { FeelingPicker } from '../FeelingPicker';
import { useCamera } from './CameraProvider';

/** "That's not how I feel": one tap opens the choice, one more says it. The student's word counts. */
export function CorrectReading() {
  const { t } = useTranslation('wellbeing');
  const { describe } = useErrorMessage();
  const { lastWindowId } = useCamera();
  const checkin = useCheckin();
  const [opened, { toggle, close }] = useDisclosure(false);

  const correct = (feeling: Feeling) => {
    const location = currentLocation();
    checkin.mutate(
      {
        id: crypto.randomUUID(),
        kind: 'correction',
        feeling,
        lesson_id: location?.lessonId ?? null,
        block_id: location?.blockId ?? null,
        window_id: lastWindowId(),
        support_message_id: null,
        at: new Date().toISOString(),
      },
      { onSuccess: close },
    );
  };

  return (
    <>
      <Button
        size="compact-md"
        fz="sm"
        variant="light"
        style={{ alignSelf: 'flex-start' }}
        aria-expanded={opened}
        onClick={toggle}
      >
        {t('correction.open')}
      </Button>
      {opened ? <FeelingPicker label={t('correction.question')} disabled={checkin.isPending} onPick={correct} /> : null}
      <Text size="sm" role="status" c={checkin.error ? 'var(--danger-ink)' : 'var(--positive-ink)'}>
        {checkin.error ? describe(checkin.error) : checkin.isSuccess && !opened ? t('correction.thanks') : ''}
      </Text>
    </>
  );
}
