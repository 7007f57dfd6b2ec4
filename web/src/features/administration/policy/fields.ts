import type { Policy } from '../types';

type SupportName = keyof Policy['support'] & string;
type PlainName = 'retention_days' | 'k_tutor' | 'k_admin' | 'control_arm_share';
export type FieldPath = PlainName | `support.${SupportName}`;
export type FieldUnit = 'days' | 'students' | 'percent' | 'messages' | 'minutes' | 'seconds';

/** A number of the policy. Bounds and the value as shown; stored is shown times `scale`. */
export interface NumberField {
  path: FieldPath;
  /** The field's catalogue key below `policy.fields`. */
  id: string;
  unit: FieldUnit;
  min: number;
  max: number;
  scale: number;
}

const MINUTE = 60;

function limit(name: SupportName, unit: FieldUnit, min: number, max: number, scale = 1): NumberField {
  return { path: `support.${name}`, id: name, unit, min, max, scale };
}

/** Every number of the policy by the group it stands in; bounds as the server has them. */
export const FIELDS: Readonly<Record<'privacy' | 'support' | 'research', readonly NumberField[]>> = {
  privacy: [
    { path: 'retention_days', id: 'retention_days', unit: 'days', min: 1, max: 180, scale: 1 },
    { path: 'k_tutor', id: 'k_tutor', unit: 'students', min: 5, max: 50, scale: 1 },
    { path: 'k_admin', id: 'k_admin', unit: 'students', min: 10, max: 100, scale: 1 },
  ],
  support: [
    limit('pause_seconds', 'minutes', 1, 1440, MINUTE),
    limit('pause_of_a_kind_seconds', 'minutes', 1, 1440, MINUTE),
    limit('per_hour', 'messages', 0, 12),
    limit('per_day', 'messages', 0, 40),
    limit('longest_pause_seconds', 'minutes', 1, 1440, MINUTE),
    limit('confusion_waits_seconds', 'seconds', 30, 600),
    limit('confusion_waits_at_most_seconds', 'seconds', 30, 600),
  ],
  research: [{ path: 'control_arm_share', id: 'control_arm_share', unit: 'percent', min: 0, max: 50, scale: 0.01 }],
};

export const ALL_FIELDS: readonly NumberField[] = Object.values(FIELDS).flat();
