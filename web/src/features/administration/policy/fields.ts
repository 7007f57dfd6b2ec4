import table from './fields.json';
import type { Policy } from '../types';

type Plain = 'retention_days' | 'k_tutor' | 'k_admin' | 'control_arm_share';
export type NumberGroup = 'support' | 'triggers' | 'behaviour' | 'baseline';
type Grouped = { [G in NumberGroup]: `${G}.${Exclude<keyof Policy[G], 'interruption_points'> & string}` }[NumberGroup];
export type FieldPath = Plain | Grouped;
export type FieldUnit =
  | 'days'
  | 'students'
  | 'percent'
  | 'messages'
  | 'dismissals'
  | 'minutes'
  | 'seconds'
  | 'windows'
  | 'times'
  | 'multiples'
  | 'deviations';

/** How a number of the policy is shown; stored is shown times `scale`. Its bounds come from the server. */
export interface NumberField {
  path: FieldPath;
  /** The field's catalogue key below `policy.fields`. */
  id: string;
  unit: FieldUnit;
  scale: number;
}

/** Every number of the policy; a test of the server sees to it that none is missing. */
export const ALL_FIELDS = table as readonly NumberField[];

const inGroup = (group: NumberGroup) => ALL_FIELDS.filter(({ path }) => path.startsWith(`${group}.`));

/** The numbers by the part of the page in which they stand. */
export const FIELDS = {
  privacy: ALL_FIELDS.filter(({ path }) => ['retention_days', 'k_tutor', 'k_admin'].includes(path)),
  support: inGroup('support'),
  research: ALL_FIELDS.filter(({ path }) => path === 'control_arm_share'),
  triggers: inGroup('triggers'),
  behaviour: inGroup('behaviour'),
  baseline: inGroup('baseline'),
} as const;
