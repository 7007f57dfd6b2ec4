import { ActionIcon, VisuallyHidden } from '@mantine/core';
import { IconPlayerStopFilled } from '@tabler/icons-react';
import { onDemand } from '@/components/on-demand/onDemand';
import type { Settings } from '../../api';
import { useCamera } from '../CameraProvider';
import { useCameraTexts } from '../cameraTexts';
import { PillButton } from './PillButton';
import classes from './CameraPill.module.css';

const Pill = onDemand<{ settings: Settings }>(
  (opener) => <PillButton {...opener} />,
  'dialog',
  async () => (await import('./OpenCameraPanel')).OpenCameraPanel,
);

/** The camera in a lesson: a small pill that says what it does, stops it in one click, and opens the rest. */
export function CameraPill({ settings }: { settings: Settings }) {
  const { t, stateText } = useCameraTexts();
  const { view, stop } = useCamera();
  const active = view.state.kind === 'running' || view.state.kind === 'starting' || view.state.kind === 'paused';

  return (
    <div className={classes.row}>
      <Pill settings={settings} />
      {active ? (
        <ActionIcon size={40} variant="default" aria-label={t('camera.turn_off')} onClick={stop}>
          <IconPlayerStopFilled size={18} aria-hidden />
        </ActionIcon>
      ) : null}
      <VisuallyHidden role="status">{stateText(view)}</VisuallyHidden>
    </div>
  );
}
