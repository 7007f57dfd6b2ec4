import { describe, expect, it } from 'vitest';
import type { Policy } from '../types';
import {
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
    breakpoints: ['video_pause', 'block_change', 'answer_submitted', 'lesson_end'],
  },
  triggers: {
    windows_over: 3,
    of_windows: 4,
    minimum_quality: 0.6,
    stray_windows: 1,
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
    spreads: 2,
    kept_windows: 90,
  },
};

describe('the European education preset', () => {
  it('drops every mode with a camera', () => {
    expect(withPreset(policy, 'eu_education').allowed_modes).toEqual(['off', 'self_report']);
  });

  it('does not let one be chosen', () => {
    expect(isModeOpen('eu_education', 'on_device')).toBe(false);
    expect(isModeOpen('eu_education', 'self_report')).toBe(true);
  });
});

it('never lets "off" be forbidden', () => {
  expect(isModeOpen('standard', 'off')).toBe(false);
});

it('keeps modes in their canonical order', () => {
  expect(withMode(withMode(policy, 'self_report', false), 'self_report', true).allowed_modes).toEqual([
    'off',
    'self_report',
    'on_device',
  ]);
});

it('always leaves support a moment to speak at', () => {
  const only = { ...policy, support: { ...policy.support, breakpoints: ['lesson_end' as const] } };
  expect(withInterruptionPoint(only, 'lesson_end', false)).toBe(only);
  expect(withInterruptionPoint(only, 'video_pause', true).support.breakpoints).toEqual(['video_pause', 'lesson_end']);
});

it.each(ALL_FIELDS.map((field) => [field.path, field] as const))('shows and stores %s without loss', (path, field) => {
  const value = readField(policy, path);
  expect(stored(shown(value, field), field)).toBe(value);
  expect(readField(writeField(policy, path, 42), path)).toBe(42);
});

it('finds nothing wrong with the defaults', () => {
  expect(problemsOf(policy).size).toBe(0);
});

it.each<[FieldPath, number, string]>([
  ['k_tutor', 4, 'out_of_bounds'],
  ['retention_days', Number.NaN, 'out_of_bounds'],
  ['control_arm_share', 0.6, 'out_of_bounds'],
  ['support.pause_seconds', 3_660, 'over_longest_pause'],
  ['support.pause_of_a_kind_seconds', 240, 'under_pause'],
  ['support.confusion_waits_seconds', 120, 'over_longest_wait'],
  ['triggers.windows_over', 5, 'over_of_windows'],
  ['triggers.stray_windows', 4, 'out_of_bounds'],
  ['baseline.minimum_seconds', 240, 'over_seconds'],
])('says at %s that %d is refused', (path, value, problem) => {
  expect(problemsOf(writeField(policy, path, value)).get(path)).toBe(problem);
});

it('counts as changed exactly when the server would see a difference', () => {
  expect(isSame(policy, { ...policy, allowed_modes: ['on_device', 'off', 'self_report'] })).toBe(true);
  expect(isSame(policy, writeField(policy, 'support.per_day', 9))).toBe(false);
  expect(isSame(policy, withMode(policy, 'on_device', false))).toBe(false);
  expect(isSame(policy, withInterruptionPoint(policy, 'lesson_end', false))).toBe(false);
  expect(isSame(policy, writeField(policy, 'baseline.floor', 0.5))).toBe(false);
});
