import type { Mode, Policy } from '../types';
import { ALL_FIELDS, type FieldPath, type NumberField } from './fields';

export const MODES: readonly Mode[] = ['off', 'self_report', 'on_device'];
const WITHOUT_CAMERA: ReadonlySet<Mode> = new Set(['off', 'self_report']);

/** Whether a preset leaves a mode to the institution's choice; 'off' is always allowed. */
export function isModeOpen(preset: Policy['preset'], mode: Mode): boolean {
  return mode !== 'off' && (preset === 'standard' || WITHOUT_CAMERA.has(mode));
}

/** The policy under another preset; modes that it does not allow are dropped. */
export function withPreset(policy: Policy, preset: Policy['preset']): Policy {
  const allowed_modes = preset === 'standard' ? policy.allowed_modes : policy.allowed_modes.filter((mode) => WITHOUT_CAMERA.has(mode));
  return { ...policy, preset, allowed_modes };
}

/** The policy with a mode allowed or not, in the canonical order. */
export function withMode(policy: Policy, mode: Mode, allowed: boolean): Policy {
  return { ...policy, allowed_modes: MODES.filter((one) => (one === mode ? allowed : policy.allowed_modes.includes(one))) };
}

/** A number of the policy as stored. */
export function readField(policy: Policy, path: FieldPath): number {
  const [group, name] = path.split('.');
  const values = (name ? policy.support : policy) as unknown as Record<string, number>;
  return values[name ?? group ?? ''] ?? Number.NaN;
}

/** The policy with one number changed. NaN stands for a field that was emptied. */
export function writeField(policy: Policy, path: FieldPath, value: number): Policy {
  const [group = '', name] = path.split('.');
  return name ? { ...policy, support: { ...policy.support, [name]: value } } : { ...policy, [group]: value };
}

/** A stored value as it is shown, without the noise of binary fractions. */
export function shown(value: number, { scale }: NumberField): number {
  return Number((value / scale).toFixed(6));
}

/** A shown value as it is stored. */
export function stored(value: number, { scale }: NumberField): number {
  return Number((value * scale).toFixed(6));
}

export type Problem = 'out_of_bounds' | 'over_longest_pause' | 'under_pause' | 'over_longest_wait';

/** What the server would refuse, by field. */
export function problemsOf(policy: Policy): ReadonlyMap<FieldPath, Problem> {
  const problems = new Map<FieldPath, Problem>();
  const value = (path: FieldPath) => readField(policy, path);
  if (value('support.pause_seconds') > value('support.longest_pause_seconds')) problems.set('support.pause_seconds', 'over_longest_pause');
  if (value('support.pause_of_a_kind_seconds') < value('support.pause_seconds')) problems.set('support.pause_of_a_kind_seconds', 'under_pause');
  if (value('support.confusion_waits_seconds') > value('support.confusion_waits_at_most_seconds')) {
    problems.set('support.confusion_waits_seconds', 'over_longest_wait');
  }
  for (const field of ALL_FIELDS) if (!isWithinBounds(shown(value(field.path), field), field)) problems.set(field.path, 'out_of_bounds');
  return problems;
}

function isWithinBounds(value: number, { min, max }: NumberField): boolean {
  return value >= min && value <= max;
}

/** Whether two policies say the same. */
export function isSame(a: Policy, b: Policy): boolean {
  const modes = (policy: Policy) => MODES.filter((mode) => policy.allowed_modes.includes(mode)).join();
  return a.preset === b.preset && modes(a) === modes(b) && ALL_FIELDS.every(({ path }) => Object.is(readField(a, path), readField(b, path)));
}
