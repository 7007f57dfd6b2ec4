import { Button, Group, Stack, Text } from '@mantine/core';
import { IconCamera, IconPlayerStopFilled } from '@tabler/icons-react';
import { useState, type CSSProperties, type SyntheticEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Box } from '@/vision';
import { CameraFailureNote } from '../camera/CameraFailureNote';
import { medianOf, rateOf, type Speed } from './speed';
import type { useTryCamera } from './useTryCamera';
import classes from './Try.module.css';

interface Size {
  width: number;
  height: number;
}

/** The camera's picture with a frame around the face, and how quickly it is read. */
export function TryCamera({ camera: { view, video, start, stop } }: { camera: ReturnType<typeof useTryCamera> }) {
  const { t } = useTranslation('wellbeing');
  const [size, setSize] = useState<Size | null>(null);
  const { state, seen, shown, speed } = view;
  const active = state.kind === 'starting' || state.kind === 'running' || state.kind === 'paused';
  const measure = ({ currentTarget: { videoWidth: width, videoHeight: height } }: SyntheticEvent<HTMLVideoElement>) => {
    if (width > 0 && height > 0) setSize({ width, height });
  };
  return (
    <Stack gap="md">
      <div
        className={classes.stage}
        data-active={active}
        style={active && size ? ({ '--ratio': size.width / size.height } as CSSProperties) : undefined}
      >
        <video
          ref={video}
          muted
          playsInline
          aria-label={t('camera.preview')}
          className={classes.video}
          onLoadedMetadata={measure}
          onResize={measure}
        />
        {state.kind === 'running' && seen?.reading.box && shown && size ? (
          <FaceFrame box={seen.reading.box} frame={size} sure={shown.label !== 'unknown'} />
        ) : null}
        {active ? null : (
          <div className={classes.empty}>
            <IconCamera size={42} stroke={1.3} aria-hidden />
            <Text>{t('try.camera_off')}</Text>
          </div>
        )}
        {state.kind === 'starting' ? (
          <div className={classes.empty} role="status">
            <Text>{t(`camera.starting.${state.stage}`)}</Text>
          </div>
        ) : null}
      </div>
      {state.kind === 'failed' ? <CameraFailureNote failure={state.failure} /> : null}
      <Group justify="space-between">
        {active ? (
          <Button variant="default" leftSection={<IconPlayerStopFilled size={18} aria-hidden />} onClick={stop}>
            {t('camera.turn_off')}
          </Button>
        ) : (
          <Button leftSection={<IconCamera size={19} aria-hidden />} onClick={() => void start()}>
            {t('camera.turn_on')}
          </Button>
        )}
        <SpeedText speed={speed} />
      </Group>
    </Stack>
  );
}

function SpeedText({ speed }: { speed: Speed }) {
  const { t } = useTranslation('wellbeing');
  const [milliseconds, rate] = [medianOf(speed), rateOf(speed)];
  if (milliseconds === null) return null;
  return (
    <Text size="sm" c="dimmed">
      {t('try.speed', { milliseconds: Math.round(milliseconds), rate: rate === null ? '–' : rate.toFixed(1) })}
    </Text>
  );
}

/** The detector's box over the mirrored picture, in shares of its sides. */
function FaceFrame({ box, frame, sure }: { box: Box; frame: Size; sure: boolean }) {
  const share = (pixels: number, side: number) => `${(100 * pixels) / side}%`;
  const style = {
    right: share(box.x, frame.width),
    top: share(box.y, frame.height),
    width: share(box.width, frame.width),
    height: share(box.height, frame.height),
  };
  return <div className={classes.face} data-sure={sure} style={style} aria-hidden="true" />;
}
