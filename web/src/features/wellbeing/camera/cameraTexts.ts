import { useTranslation } from 'react-i18next';
import type { CameraState, Displayed } from '@/vision';
import { affectKey } from '@/components/affect';
import type { CameraView } from './CameraSession';

export type CameraTone = 'off' | 'busy' | 'on' | 'problem';

/** How a state of the camera looks. */
export function toneOf({ kind }: CameraState): CameraTone {
  if (kind === 'running') return 'on';
  if (kind === 'starting' || kind === 'paused') return 'busy';
  return kind === 'failed' ? 'problem' : 'off';
}

/** The camera's state and readings in words. */
export function useCameraTexts() {
  const { t } = useTranslation('wellbeing');

  function stateText({ state, stoppedBy, source }: CameraView): string {
    if (stoppedBy) return t(`camera.stopped.${stoppedBy}`);
    if (state.kind === 'starting') return t(`camera.starting.${state.stage}`);
    if (state.kind === 'paused') return t(`camera.paused.${state.reason}`);
    if (state.kind === 'running') return t(`camera.running.${source}`);
    return t(`camera.states.${state.kind}`);
  }

  /** The short form for the pill. */
  function pillText(view: CameraView): string {
    if (view.state.kind !== 'running') return t(`camera.pill.${view.state.kind}`);
    return view.shown ? t('camera.pill.reading', { label: labelText(view.shown) }) : t('camera.pill.running');
  }

  function labelText(shown: Displayed): string {
    return shown.reason === 'no_face' ? t('camera.no_face') : t(affectKey(shown.label));
  }

  function reasonText(shown: Displayed): string | null {
    return shown.label === 'unknown' && shown.reason ? t(`camera.reasons.${shown.reason}`) : null;
  }

  return { t, stateText, pillText, labelText, reasonText };
}
