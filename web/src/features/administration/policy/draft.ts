import type { Mode, Policy, PolicyLimits } from '../types';
import { ALL_FIELDS, type FieldPath, type NumberField, type NumberGroup } from './fields';

function modesOf(limits: PolicyLimits, preset: Policy['preset']): readonly Mode[] {
  return limits.presets.find((each) => each.preset === preset)?.modes ?? [];
}

/** Whether a preset leaves a mode to the institution's choice; 'off' is always allowed. */
export function isModeOpen(limits: PolicyLimits, preset: Policy['preset'], mode: Mode): boolean {
  return mode !== 'off' && modesOf(limits, preset).includes(mode);
}

/** The policy under another preset; modes that it does not allow are dropped. */
export function withPreset(policy: Policy, limits: PolicyLimits, preset: Policy['preset']): Policy {
  const left = modesOf(limits, preset);
  return { ...policy, preset, allowed_modes: policy.allowed_modes.filter((mode) => left.includes(mode)) };
}

/** The policy with a mode allowed or not, in the canonical order. */
export function withMode(policy: Policy, limits: PolicyLimits, mode: Mode, allowed: boolean): Policy {
  return {
    ...policy,
    allowed_modes: limits.modes.filter((one) => (one === mode ? allowed : policy.allowed_modes.includes(one))),
  };
}

/** A number of the policy as stored. */
export function readField(policy: Policy, path: FieldPath): number {
  const [group, name] = parts(path);
  const values = (group ? policy[group] : policy) as unknown as Record<string, number>;
  return values[name] ?? Number.NaN;
}

/** The policy with one number changed. NaN stands for a field that was emptied. */
export function writeField(policy: Policy, path: FieldPath, value: number): Policy {
  const [group, name] = parts(path);
  return group ? { ...policy, [group]: { ...policy[group], [name]: value } } : { ...policy, [name]: value };
}

function parts(path: FieldPath): [NumberGroup | null, string] {
  const [group, name] = path.split('.');
  return name ? [group as NumberGroup, name] : [null, path];
}

export type InterruptionPoint = Policy['support']['interruption_points'][number];

/** The policy with a moment at which support may speak or not; one always remains. */
export function withInterruptionPoint(
  policy: Policy,
  limits: PolicyLimits,
  point: InterruptionPoint,
  allowed: boolean,
): Policy {
  const interruption_points = limits.interruption_points.filter((one) =>
    one === point ? allowed : policy.support.interruption_points.includes(one),
  );
  return interruption_points.length > 0 ? { ...policy, support: { ...policy.support, interruption_points } } : policy;
}

/** A stored value as it is shown, without the noise of binary fractions. */
export function shown(value: number, { scale }: NumberField): number {
  return Number((value / scale).toFixed(6));
}

/** A shown value as it is stored. */
export function stored(value: number, { scale }: NumberField): number {
  return Number((value * scale).toFixed(6));
}

export type Problem =
  | 'out_of_bounds'
  | 'over_longest_pause'
  | 'under_pause'
  | 'over_longest_wait'
  | 'over_window_count'
  | 'over_min_windows'
  | 'over_ceiling'
  | 'over_seconds';

/** The first is at most the second; otherwise the problem stands at `at`. */
const ORDER: readonly { smaller: FieldPath; larger: FieldPath; at: FieldPath; problem: Problem }[] = [
  {
    smaller: 'support.pause_seconds',
    larger: 'support.longest_pause_seconds',
    at: 'support.pause_seconds',
    problem: 'over_longest_pause',
  },
  {
    smaller: 'support.pause_seconds',
    larger: 'support.pause_of_a_kind_seconds',
    at: 'support.pause_of_a_kind_seconds',
    problem: 'under_pause',
  },
  {
    smaller: 'support.confusion_waits_seconds',
    larger: 'support.confusion_waits_at_most_seconds',
    at: 'support.confusion_waits_seconds',
    problem: 'over_longest_wait',
  },
  {
    smaller: 'triggers.min_windows_over_threshold',
    larger: 'triggers.window_count',
    at: 'triggers.min_windows_over_threshold',
    problem: 'over_window_count',
  },
  {
    smaller: 'triggers.minimum_known',
    larger: 'triggers.window_count',
    at: 'triggers.minimum_known',
    problem: 'over_window_count',
  },
  {
    smaller: 'triggers.max_outliers',
    larger: 'triggers.min_windows_over_threshold',
    at: 'triggers.max_outliers',
    problem: 'over_min_windows',
  },
  { smaller: 'baseline.floor', larger: 'baseline.ceiling', at: 'baseline.floor', problem: 'over_ceiling' },
  {
    smaller: 'baseline.minimum_seconds',
    larger: 'baseline.seconds',
    at: 'baseline.minimum_seconds',
    problem: 'over_seconds',
  },
];

/** The bounds of a number, as it is shown. */
export function boundsOf(field: NumberField, limits: PolicyLimits): { min: number; max: number } {
  const known = limits.numbers.find(({ path }) => path === field.path);
  if (!known) throw new Error(`the server knows no number ${field.path}`);
  return { min: shown(known.minimum, field), max: shown(known.maximum, field) };
}

/** What the server would refuse, by field. */
export function problemsOf(policy: Policy, limits: PolicyLimits): ReadonlyMap<FieldPath, Problem> {
  const problems = new Map<FieldPath, Problem>();
  for (const { smaller, larger, at, problem } of ORDER)
    if (readField(policy, smaller) > readField(policy, larger)) problems.set(at, problem);
  for (const field of ALL_FIELDS) {
    const { min, max } = boundsOf(field, limits);
    const value = shown(readField(policy, field.path), field);
    if (!(value >= min && value <= max)) problems.set(field.path, 'out_of_bounds');
  }
  return problems;
}

/** Whether two policies say the same. */
export function isSame(a: Policy, b: Policy, limits: PolicyLimits): boolean {
  const chosen = (policy: Policy) =>
    [
      ...limits.modes.filter((mode) => policy.allowed_modes.includes(mode)),
      ...limits.interruption_points.filter((point) => policy.support.interruption_points.includes(point)),
    ].join();
  return (
    a.preset === b.preset &&
    a.allows_administration_sharing === b.allows_administration_sharing &&
    chosen(a) === chosen(b) &&
    ALL_FIELDS.every(({ path }) => Object.is(readField(a, path), readField(b, path)))
  );
}

/** The limits with which nobody can leave more moments silent by hand than are now: that takes a plan. */
export function withSilenceAtMost(limits: PolicyLimits, share: number): PolicyLimits {
  const numbers = limits.numbers.map((each) =>
    each.path === 'control_arm_share' ? { ...each, maximum: Math.min(each.maximum, share) } : each,
  );
  return { ...limits, numbers };
}
