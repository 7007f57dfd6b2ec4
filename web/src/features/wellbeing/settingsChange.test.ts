import { expect, test } from 'vitest';
import type { Schemas } from '@/platform/api/client';
import { expectSettings } from './settingsChange';

const NOW = new Date('2026-03-01T10:00:00Z');
const never = { granted: false, set_at: null };
const settings: Schemas['WellbeingSettingsOut'] = {
  mode: 'off',
  administration_sharing_allowed: true,
  allowed_modes: ['off', 'self_report', 'on_device'],
  preset: 'standard',
  consent: {
    process_camera: never,
    process_on_server: never,
    save_summaries: never,
    count_in_class: never,
    share_with_tutors: never,
    share_with_administration: never,
  },
  support: { enabled: true, snoozed_until: null, message_style: 'warm', use_name: true, available: true },
  model: null,
  model_problem: null,
  window_seconds: 10,
};
const withCamera = expectSettings(settings, { mode: 'on_device', consent: { process_camera: true } }, NOW);

test('one switch moves alone, and says when it was set', () => {
  const { consent } = expectSettings(settings, { consent: { save_summaries: true } }, NOW);
  expect(consent.save_summaries).toEqual({ granted: true, set_at: '2026-03-01T10:00:00.000Z' });
  expect(consent.share_with_tutors).toEqual(never);
});

test('what is no longer saved is no longer shared with the administration', () => {
  const both = { save_summaries: true, share_with_administration: true };
  const sharing = expectSettings(settings, { consent: both }, NOW);
  const { consent } = expectSettings(sharing, { consent: { save_summaries: false } }, NOW);
  expect(consent.share_with_administration).toEqual({ granted: false, set_at: '2026-03-01T10:00:00.000Z' });
});

test('the mode is what was chosen', () => {
  expect(withCamera.mode).toBe('on_device');
  expect(expectSettings(settings, { support: { enabled: false } }, NOW)).toMatchObject({
    mode: 'off',
    support: { enabled: false },
  });
});

test('taking the camera back ends its mode immediately', () => {
  expect(expectSettings(withCamera, { consent: { process_camera: false } }, NOW).mode).toBe('off');
});

test('taking the camera back leaves self-report alone', () => {
  expect(expectSettings({ ...withCamera, mode: 'self_report' }, { consent: { process_camera: false } }, NOW).mode).toBe(
    'self_report',
  );
});

test('no longer sending images ends the mode that needs it and no other', () => {
  const given = { process_camera: true, process_on_server: true };
  const onServer = expectSettings(settings, { mode: 'server', consent: given }, NOW);
  const change = { consent: { process_on_server: false } };
  expect(expectSettings(onServer, change, NOW).mode).toBe('off');
  expect(expectSettings({ ...onServer, mode: 'on_device' }, change, NOW).mode).toBe('on_device');
});
