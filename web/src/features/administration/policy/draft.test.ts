import { describe, expect, it } from 'vitest';
import type { Policy, PolicyLimits } from '../types';
import {
  boundsOf,
  isModeOpen,
  isSame,
  problemsOf,
  readField,
  shown,
  stored,
  withMode,
  withPreset,
  withInterruptionPoint,
  writeField,
} from './draft';
import { ALL_FIELDS, type FieldPath } from './fields';

const policy: Policy = {
  preset: 'standard',
  allowed_modes: ['off', 'self_report', 'on_device'],
  retention_days: 30,
  k_tutor: 5,
  k_admin: 10,
  allows_administration_sharing: true,
  control_arm_share: 0.1,
  support: {
    pause_seconds: 300,
    pause_of_a_kind_seconds: 720,
    per_hour: 4,
    per_day: 10,
    longest_pause_seconds: 3600,
    dismissals_double: 2,
    confusion_waits_seconds: 60,
    confusion_waits_at_most_seconds: 90,
    interruption_points: ['video_pause', 'block_change', 'answer_submitted', 'lesson_end'],
  },
  triggers: {
    min_windows_over_threshold: 3,
    window_count: 4,
    minimum_quality: 0.6,
    max_outliers: 1,
    minimum_known: 2,
    fresh_seconds: 90,
    self_report_holds_seconds: 600,
    lost_here_holds_seconds: 300,
  },
  behaviour: {
    lookback_seconds: 300,
    wrong_answers: 2,
    rewinds: 2,
    rapid_retries: 2,
    idle_seconds: 120,
    hidden_seconds: 120,
    dwell_times: 2.5,
  },
  baseline: {
    seconds: 180,
    minimum_windows: 6,
    minimum_seconds: 60,
    minimum_quality: 0.6,
    floor: 0.4,
    ceiling: 0.7,
    mad_multiplier: 2,
    kept_windows: 90,
  },
};

const MINIMA: Partial<Record<FieldPath, number>> = { k_tutor: 5, retention_days: 1 };
const MAXIMA: Partial<Record<FieldPath, number>> = { control_arm_share: 0.5, 'triggers.max_outliers': 3 };

const limits: PolicyLimits = {
  numbers: ALL_FIELDS.map(({ path }) => ({
    path,
    default: 1,
    minimum: MINIMA[path] ?? 0,
    maximum: MAXIMA[path] ?? 86_400,
    reason: '',
  })),
  modes: ['off', 'self_report', 'on_device', 'server'],
  presets: [
    { preset: 'standard', modes: ['off', 'self_report', 'on_device', 'server'] },
    { preset: 'eu_education', modes: ['off', 'self_report'] },
  ],
  interruption_points: ['video_pause', 'block_change', 'answer_submitted', 'lesson_end'],
};

describe('the European education preset', () => {
  it('drops every mode with a camera', () => {
    expect(withPreset(policy, limits, 'eu_education').allowed_modes).toEqual(['off', 'self_report']);
  });

  it('does not let one be chosen', () => {
    expect(isModeOpen(limits, 'eu_education', 'on_device')).toBe(false);
    expect(isModeOpen(limits, 'eu_education', 'self_report')).toBe(true);
  });
});

it('never lets "off" be forbidden', () => {
  expect(isModeOpen(limits, 'standard', 'off')).toBe(false);
});

it('keeps modes in their canonical order', () => {
  expect(withMode(withMode(policy, limits, 'self_report', false), limits, 'self_report', true).allowed_modes).toEqual([
    'off',
    'self_report',
    'on_device',
  ]);
});

it('always leaves support a moment to speak at', () => {
  const only = { ...policy, support: { ...policy.support, interruption_points: ['lesson_end' as const] } };
  expect(withInterruptionPoint(only, limits, 'lesson_end', false)).toBe(only);
  expect(withInterruptionPoint(only, limits, 'video_pause', true).support.interruption_points).toEqual([
    'video_pause',
    'lesson_end',
  ]);
});

it.each(ALL_FIELDS.map((field) => [field.path, field] as const))('shows and stores %s without loss', (path, field) => {
  const value = readField(policy, path);
  expect(stored(shown(value, field), field)).toBe(value);
  expect(readField(writeField(policy, path, 42), path)).toBe(42);
});

it('finds nothing wrong with the defaults', () => {
  expect(problemsOf(policy, limits).size).toBe(0);
});

it('shows the bounds of the server in the unit of the page', () => {
  const share = ALL_FIELDS.find(({ path }) => path === 'control_arm_share')!;
  expect(boundsOf(share, limits)).toEqual({ min: 0, max: 50 });
});

it.each<[FieldPath, number, string]>([
  ['k_tutor', 4, 'out_of_bounds'],
  ['retention_days', Number.NaN, 'out_of_bounds'],
  ['control_arm_share', 0.6, 'out_of_bounds'],
  ['support.pause_seconds', 3_660, 'over_longest_pause'],
  ['support.pause_of_a_kind_seconds', 240, 'under_pause'],
  ['support.confusion_waits_seconds', 120, 'over_longest_wait'],
  ['triggers.min_windows_over_threshold', 5, 'over_window_count'],
  ['triggers.max_outliers', 4, 'out_of_bounds'],
  ['baseline.minimum_seconds', 240, 'over_seconds'],
])('says at %s that %d is refused', (path, value, problem) => {
  expect(problemsOf(writeField(policy, path, value), limits).get(path)).toBe(problem);
});

it('counts as changed exactly when the server would see a difference', () => {
  expect(isSame(policy, { ...policy, allowed_modes: ['on_device', 'off', 'self_report'] }, limits)).toBe(true);
  expect(isSame(policy, writeField(policy, 'support.per_day', 9), limits)).toBe(false);
  expect(isSame(policy, withMode(policy, limits, 'on_device', false), limits)).toBe(false);
  expect(isSame(policy, withInterruptionPoint(policy, limits, 'lesson_end', false), limits)).toBe(false);
  expect(isSame(policy, writeField(policy, 'baseline.floor', 0.5), limits)).toBe(false);
});
