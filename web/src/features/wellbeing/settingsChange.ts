import type { Schemas } from '@/platform/api/client';
import { isPermitted } from './camera/cameraMode';

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
  const ends = consent?.save_summaries === false && settings.consent.share_with_administration.granted;
  const consents = { ...settings.consent, ...set, ...(ends ? sharingEnds(now) : {}) };
  const held = isPermitted(settings.mode, consents) ? settings.mode : 'off';
  return {
    ...settings,
    mode: mode ?? held,
    consent: consents,
    support: {
      ...settings.support,
      enabled: support?.enabled ?? settings.support.enabled,
      message_style: support?.message_style ?? settings.support.message_style,
      use_name: support?.use_name ?? settings.support.use_name,
    },
  };
}

/** What is not saved cannot be shared with the administration. */
function sharingEnds(now: Date): Pick<Settings['consent'], 'share_with_administration'> {
  return { share_with_administration: { granted: false, set_at: now.toISOString() } };
}
