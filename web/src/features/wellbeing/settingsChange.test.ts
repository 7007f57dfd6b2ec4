import { expect, test } from 'vitest';
import type { Schemas } from '@/platform/api/client';
import { expectSettings } from './settingsChange';

const NOW = new Date('2026-03-01T10:00:00Z');
const never = { granted: false, set_at: null };
const settings: Schemas['WellbeingSettingsOut'] = {
  mode: 'off',
  allowed_modes: ['off', 'self_report', 'on_device'],
  preset: 'standard',
  consent: { process_camera: never, save_summaries: never, count_in_class: never, share_with_tutors: never },
  support: { enabled: true, snoozed_until: null },
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
