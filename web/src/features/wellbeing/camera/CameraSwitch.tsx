import { Alert, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { IconCamera, IconPlayerStopFilled } from '@tabler/icons-react';
import type { Settings } from '../api';
import { CameraFailureNote } from './CameraFailureNote';
import { mayRun, useCamera } from './CameraProvider';
import { CameraReading } from './CameraReading';
import { useCameraTexts } from './cameraTexts';
import { CorrectReading } from './CorrectReading';
import { SlowNote } from './SlowNote';

/** On and off, by the student's own click only, and what the camera sees and reads. */
export function CameraSwitch({ settings }: { settings: Settings }) {
  const { t, stateText } = useCameraTexts();
  const { view, start, stop, show } = useCamera();
  const { state, shown } = view;
  const active = state.kind !== 'off' && state.kind !== 'failed';
  const ready = mayRun(settings) && settings.model !== null;

  return (
    <section aria-labelledby="camera-title">
      <Title order={2} id="camera-title" mb="sm">
        {t('camera.title')}
      </Title>
      <Card>
        <Stack gap="md" align="flex-start">
          {settings.model_problem ? (
            <Alert color="red" title={t('camera.no_model_title')}>
              {t('camera.no_model', { reason: t(`app:error.codes.${settings.model_problem.code}`) })}
            </Alert>
          ) : null}
          {state.kind === 'failed' ? (
            <CameraFailureNote failure={state.failure} />
          ) : (
            <Text role="status">{stateText(view)}</Text>
          )}
          <Group align="flex-start" gap="lg" w="100%">
            {state.kind === 'running' ? (
              <video
                ref={show}
                muted
                playsInline
                aria-label={t('camera.preview')}
                style={{ width: 'min(100%, 20rem)', borderRadius: 16, transform: 'scaleX(-1)' }}
              />
            ) : null}
            {state.kind === 'running' ? (
              <Stack gap="sm" flex="1 1 14rem">
                <CameraReading shown={shown} />
                {view.slow ? <SlowNote /> : null}
                <CorrectReading />
              </Stack>
            ) : null}
          </Group>
          {active ? (
            <Button variant="default" leftSection={<IconPlayerStopFilled size={18} aria-hidden />} onClick={stop}>
              {t('camera.turn_off')}
            </Button>
          ) : (
            <Button
              leftSection={<IconCamera size={19} aria-hidden />}
              disabled={!ready}
              onClick={() => start(settings)}
            >
              {t('camera.turn_on')}
            </Button>
          )}
          {!ready && !active && !settings.model_problem ? (
            <Text size="sm" c="dimmed">
              {t('camera.not_ready')}
            </Text>
          ) : null}
          {settings.model ? (
            <Text size="sm" c="dimmed">
              {t('camera.model', {
                name: settings.model.name,
                version: settings.model.version,
                hash: settings.model.sha256.slice(0, 12),
              })}
            </Text>
          ) : null}
        </Stack>
      </Card>
    </section>
  );
}
