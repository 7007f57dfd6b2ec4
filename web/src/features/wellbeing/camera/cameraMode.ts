import type { Schemas } from '@/platform/api/client';

type Mode = Schemas['Mode'];
type Consent = Schemas['WellbeingSettingsOut']['consent'];
type ConsentName = keyof Consent;

export type CameraMode = 'on_device' | 'server';

/** Whether a mode reads the camera, here or on the server. */
export function isCameraMode(mode: Mode): mode is CameraMode {
  return mode === 'on_device' || mode === 'server';
}

/** Whether an institution allows any. */
export function allowsCamera(allowed: readonly Mode[]): boolean {
  return allowed.some(isCameraMode);
}

/** Which permissions a mode needs: agreeing to a camera that is read here is not agreeing to images that are sent away. */
const NEEDED: Record<Mode, readonly ConsentName[]> = {
  off: [],
  self_report: [],
  on_device: ['process_camera'],
  server: ['process_camera', 'process_on_server'],
};

/** The first permission that a mode needs and that is not given. */
export function missingConsent(mode: Mode, consent: Consent): ConsentName | null {
  return NEEDED[mode].find((name) => !consent[name].granted) ?? null;
}

/** Whether a mode may be used by the permissions that are given. */
export function isPermitted(mode: Mode, consent: Consent): boolean {
  return missingConsent(mode, consent) === null;
}
