import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useCamera } from './CameraProvider';

const REASONS = ['clock_ahead', 'too_old'] as const;

/** Says which summaries the server did not take, why, and what to do; gone once it was read. */
export function RefusedNote() {
  const { t } = useTranslation('wellbeing');
  const { refused, clearRefused } = useCamera();
  const reported = REASONS.filter((reason) => refused[reason] !== undefined);
  if (reported.length === 0) return null;
  return (
    <div role="status">
      {reported.map((reason) => (
        <Text key={reason} size="sm" c="var(--warm-ink)">
          {t(`camera.refused.${reason}`, { count: refused[reason] })}
        </Text>
      ))}
      <Button size="compact-sm" variant="subtle" onClick={clearRefused}>
        {t('camera.refused.read')}
      </Button>
    </div>
  );
}
