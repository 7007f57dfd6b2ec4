import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Settings } from '../../api';
import { CameraFailureNote } from '../CameraFailureNote';
import { CameraReading } from '../CameraReading';
import { CorrectReading } from '../CorrectReading';
import { mayRun, useCamera } from '../CameraProvider';
import { useCameraTexts } from '../cameraTexts';
import { RefusedNote } from '../RefusedNote';
import { SlowNote } from '../SlowNote';

/** The camera's panel: state, reading, preview, correction, on and off. */
export function CameraPanel({ settings, onClose }: { settings: Settings; onClose: () => void }) {
  const { t, stateText } = useCameraTexts();
  const { view, sending, start, stop, show } = useCamera();
  const [preview, setPreview] = useState(false);
  const { state, shown } = view;
  const active = state.kind !== 'off' && state.kind !== 'failed';
  const ready = mayRun(settings) && settings.model !== null;

  return (
    <Stack gap="sm">
      {state.kind === 'failed' ? (
        <CameraFailureNote failure={state.failure} />
      ) : (
        <Text size="sm">{stateText(view)}</Text>
      )}
      {state.kind === 'running' ? (
        <>
          <CameraReading shown={shown} />
          {view.slow ? <SlowNote /> : null}
          {preview ? (
            <video
              ref={show}
              muted
              playsInline
              aria-label={t('camera.preview')}
              style={{ width: '100%', borderRadius: 10, transform: 'scaleX(-1)' }}
            />
          ) : null}
          <CorrectReading />
          <Button
            size="compact-md"
            fz="sm"
            variant="light"
            style={{ alignSelf: 'flex-start' }}
            aria-pressed={preview}
            onClick={() => setPreview(!preview)}
          >
            {preview ? t('camera.hide_preview') : t('camera.show_preview')}
          </Button>
          {sending === 'waiting' ? (
            <Text size="sm" c="var(--warm-ink)">
              {t('camera.windows_waiting')}
            </Text>
          ) : null}
        </>
      ) : null}
      <RefusedNote />
      <Group justify="space-between">
        {active ? (
          <Button size="sm" variant="default" onClick={stop}>
            {t('camera.turn_off')}
          </Button>
        ) : null}
        {!active && ready ? (
          <Button size="sm" onClick={() => start(settings)}>
            {t('camera.turn_on')}
          </Button>
        ) : null}
        <Anchor component={Link} to="/camera" size="sm" onClick={onClose}>
          {ready ? t('camera.settings') : t('camera.set_up')}
        </Anchor>
      </Group>
    </Stack>
  );
}
