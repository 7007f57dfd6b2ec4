import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import type { OpenerProps } from '@/components/on-demand/onDemand';
import { useCamera } from '../CameraProvider';
import { toneOf, useCameraTexts } from '../cameraTexts';
import classes from './CameraPill.module.css';

/** What the camera does, in a word; it opens the rest. */
export function PillButton(opener: OpenerProps) {
  const { t, pillText } = useCameraTexts();
  const { view } = useCamera();
  return (
    <UnstyledButton {...opener} className={classes.pill} data-tone={toneOf(view.state)}>
      <span className={classes.dot} aria-hidden="true" />
      <VisuallyHidden>{t('camera.title')}: </VisuallyHidden>
      {pillText(view)}
    </UnstyledButton>
  );
}
