import { Popover } from '@mantine/core';
import { useOpening } from '@/components/on-demand/onDemand';
import type { Settings } from '../../api';
import { CameraPanel } from './CameraPanel';
import { useCameraTexts } from '../cameraTexts';
import { PillButton } from './PillButton';

/** The camera's pill with its panel. */
export function OpenCameraPanel({ settings }: { settings: Settings }) {
  const { t } = useCameraTexts();
  const { target, opened, onChange } = useOpening();
  return (
    <Popover
      opened={opened}
      onChange={onChange}
      position="top-end"
      width="min(20rem, calc(100vw - 2rem))"
      trapFocus
      returnFocus
      withinPortal
      shadow="md"
    >
      <Popover.Target>
        <PillButton ref={target} aria-expanded={opened} onClick={() => onChange(!opened)} />
      </Popover.Target>
      <Popover.Dropdown aria-label={t('camera.title')}>
        <CameraPanel settings={settings} onClose={() => onChange(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
