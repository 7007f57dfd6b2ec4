import type { Mode, Policy } from '../types';
import { ALL_FIELDS, type FieldPath, type NumberField, type NumberGroup } from './fields';

export const MODES: readonly Mode[] = ['off', 'self_report', 'on_device', 'server'];
const WITHOUT_CAMERA: ReadonlySet<Mode> = new Set(['off', 'self_report']);

/** Whether a preset leaves a mode to the institution's choice; 'off' is always allowed. */
export function isModeOpen(preset: Policy['preset'], mode: Mode): boolean {
  return mode !== 'off' && (preset === 'standard' || WITHOUT_CAMERA.has(mode));
}

/** The policy under another preset; modes that it does not allow are dropped. */
export function withPreset(policy: Policy, preset: Policy['preset']): Policy {
  const allowed_modes =
    preset === 'standard' ? policy.allowed_modes : policy.allowed_modes.filter((mode) => WITHOUT_CAMERA.has(mode));
  return { ...policy, preset, allowed_modes };
}

/** The policy with a mode allowed or not, in the canonical order. */
export function withMode(policy: Policy, mode: Mode, allowed: boolean): Policy {
  return {
    ...policy,
    allowed_modes: MODES.filter((one) => (one === mode ? allowed : policy.allowed_modes.includes(one))),
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

export type InterruptionPoint = Policy['support']['breakpoints'][number];
export const INTERRUPTION_POINTS: readonly InterruptionPoint[] = [
  'video_pause',
  'block_change',
  'answer_submitted',
  'lesson_end',
];

/** The policy with a point at which support may speak or not; one always remains. */
export function withInterruptionPoint(policy: Policy, point: InterruptionPoint, allowed: boolean): Policy {
  const breakpoints = INTERRUPTION_POINTS.filter((one) =>
    one === point ? allowed : policy.support.breakpoints.includes(one),
  );
  return breakpoints.length > 0 ? { ...policy, support: { ...policy.support, breakpoints } } : policy;
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
  | 'over_of_windows'
  | 'over_windows_over'
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
    smaller: 'triggers.windows_over',
    larger: 'triggers.of_windows',
    at: 'triggers.windows_over',
    problem: 'over_of_windows',
  },
  {
    smaller: 'triggers.minimum_known',
    larger: 'triggers.of_windows',
    at: 'triggers.minimum_known',
    problem: 'over_of_windows',
  },
  {
    smaller: 'triggers.stray_windows',
    larger: 'triggers.windows_over',
    at: 'triggers.stray_windows',
    problem: 'over_windows_over',
  },
  { smaller: 'baseline.floor', larger: 'baseline.ceiling', at: 'baseline.floor', problem: 'over_ceiling' },
  {
    smaller: 'baseline.minimum_seconds',
    larger: 'baseline.seconds',
    at: 'baseline.minimum_seconds',
    problem: 'over_seconds',
  },
];

/** What the server would refuse, by field. */
export function problemsOf(policy: Policy): ReadonlyMap<FieldPath, Problem> {
  const problems = new Map<FieldPath, Problem>();
  for (const { smaller, larger, at, problem } of ORDER)
    if (readField(policy, smaller) > readField(policy, larger)) problems.set(at, problem);
  for (const field of ALL_FIELDS)
    if (!isWithinBounds(shown(readField(policy, field.path), field), field)) problems.set(field.path, 'out_of_bounds');
  return problems;
}

function isWithinBounds(value: number, { min, max }: NumberField): boolean {
  return value >= min && value <= max;
}

/** Whether two policies say the same. */
export function isSame(a: Policy, b: Policy): boolean {
  const chosen = (policy: Policy) =>
    [
      ...MODES.filter((mode) => policy.allowed_modes.includes(mode)),
      ...INTERRUPTION_POINTS.filter((point) => policy.support.breakpoints.includes(point)),
    ].join();
  return (
    a.preset === b.preset &&
    chosen(a) === chosen(b) &&
    ALL_FIELDS.every(({ path }) => Object.is(readField(a, path), readField(b, path)))
  );
}
