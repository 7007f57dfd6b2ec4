import { ActionIcon, Popover, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlayerStopFilled } from '@tabler/icons-react';
import type { Settings } from '../api';
import { CameraPanel } from './CameraPanel';
import { useCamera } from './CameraProvider';
import { toneOf, useCameraTexts } from './cameraTexts';
import classes from './CameraPill.module.css';

/** The camera in a lesson: a small pill that says what it does, stops it in one click, and opens the rest. */
export function CameraPill({ settings }: { settings: Settings }) {
  const { t, stateText, pillText } = useCameraTexts();
  const { view, stop } = useCamera();
  const [opened, { toggle, close }] = useDisclosure(false);
  const active = view.state.kind === 'running' || view.state.kind === 'starting' || view.state.kind === 'paused';

  return (
    <div className={classes.row}>
      <Popover
        opened={opened}
        onChange={(open) => !open && close()}
        position="top-end"
        width="min(20rem, calc(100vw - 2rem))"
        trapFocus
        returnFocus
        withinPortal
        shadow="md"
      >
        <Popover.Target>
          <UnstyledButton
            className={classes.pill}
            data-tone={toneOf(view.state)}
            aria-expanded={opened}
            onClick={toggle}
          >
            <span className={classes.dot} aria-hidden="true" />
            <VisuallyHidden>{t('camera.title')}: </VisuallyHidden>
            {pillText(view)}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('camera.title')}>
          <CameraPanel settings={settings} onClose={close} />
        </Popover.Dropdown>
      </Popover>
      {active ? (
        <ActionIcon size={40} variant="default" aria-label={t('camera.turn_off')} onClick={stop}>
          <IconPlayerStopFilled size={18} aria-hidden />
        </ActionIcon>
      ) : null}
      <VisuallyHidden role="status">{stateText(view)}</VisuallyHidden>
    </div>
  );
}
