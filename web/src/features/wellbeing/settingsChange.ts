import type { Schemas } from '@/platform/api/client';

type Settings = Schemas['WellbeingSettingsOut'];
type SettingsChange = Schemas['SettingsChange'];
type ConsentName = keyof Settings['consent'];

/** The settings as they will stand once the server has taken a change; a snooze waits for the server's clock. */
export function expectSettings(settings: Settings, { mode, consent, support }: SettingsChange, now: Date): Settings {
  const given = Object.entries(consent ?? {}).filter(([, granted]) => typeof granted === 'boolean') as [
    ConsentName,
    boolean,
  ][];
  const set = Object.fromEntries(given.map(([name, granted]) => [name, { granted, set_at: now.toISOString() }]));
  const cameraEnds = consent?.process_camera === false && settings.mode !== 'self_report';
  return {
    ...settings,
    mode: cameraEnds ? 'off' : (mode ?? settings.mode),
    consent: { ...settings.consent, ...set },
    support: { ...settings.support, enabled: support?.enabled ?? settings.support.enabled },
  };
}
