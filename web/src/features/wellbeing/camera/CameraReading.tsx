import { Progress, Stack, Text } from '@mantine/core';
import type { Displayed } from '@/vision';
import { affectColor, confidencePercent } from '@/components/affect';
import { AffectIcon } from '@/components/AffectIcon';
import { useCameraTexts } from './cameraTexts';

/** What the camera reads right now, how sure it is, and why it may not be sure. It changes often and is never announced. */
export function CameraReading({ shown }: { shown: Displayed | null }) {
  const { t, labelText, reasonText } = useCameraTexts();
  if (!shown)
    return (
      <Text size="sm" c="dimmed">
        {t('camera.looking')}
      </Text>
    );
  const percent = confidencePercent(shown.confidence);
  return (
    <Stack gap={4} aria-live="off">
      <Text fw={600}>
        <AffectIcon name={shown.label} /> {labelText(shown)}
      </Text>
      {shown.label === 'unknown' ? (
        <Text size="sm" c="dimmed">
          {reasonText(shown)}
        </Text>
      ) : (
        <>
          <Progress.Root size="sm" radius="xl" aria-hidden="true">
            <Progress.Section value={percent} color={affectColor(shown.label)} />
          </Progress.Root>
          <Text size="sm" c="dimmed">
            {t('camera.confidence', { percent })}
          </Text>
        </>
      )}
    </Stack>
  );
}
