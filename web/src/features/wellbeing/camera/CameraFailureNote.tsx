import { Alert, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CameraFailure } from '@/vision';

/** Why the camera could not be used, and what to do about exactly that. */
export function CameraFailureNote({ failure }: { failure: CameraFailure }) {
  const { t } = useTranslation('wellbeing');
  return (
    <Alert role="alert" color="red" title={t(`camera.failures.${failure}.title`)}>
      <Text size="sm">{t(`camera.failures.${failure}.action`)}</Text>
    </Alert>
  );
}
