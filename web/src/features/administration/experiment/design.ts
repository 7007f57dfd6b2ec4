import type { Design, Experiment, PlanDraft } from './api';

/** The form's numbers as they are typed: percentages and points instead of shares; '' where a field is empty. */
export interface DesignFields {
  students: number | '';
  weeks: number | '';
  silent: number | '';
  moments: number | '';
  base: number | '';
  minimal: number | '';
}

interface Bounds {
  min: number;
  max: number;
}

/** The server's bounds, in the form's units. */
export const BOUNDS: Record<keyof DesignFields, Bounds> = {
  students: { min: 1, max: 100_000 },
  weeks: { min: 1, max: 23 },
  silent: { min: 10, max: 50 },
  moments: { min: 0.5, max: 50 },
  base: { min: 5, max: 95 },
  minimal: { min: 1, max: 50 },
};

const USUAL_WEEKS = 4;
const CORRELATION = 0.1; // of two answers of one student; it changes the result by less than the other numbers

/** The institution's own number of students, and a design that its retention has room for. */
export function firstDesign({ students, longest_weeks: longest }: Experiment): DesignFields {
  const weeks = Math.max(BOUNDS.weeks.min, Math.min(USUAL_WEEKS, longest));
  return { students: students ?? '', weeks, silent: 30, moments: 2, base: 50, minimal: 5 };
}

/** Whether a field holds a number within its bounds. */
export function isSound(fields: DesignFields, name: keyof DesignFields): boolean {
  const { min, max } = BOUNDS[name];
  const value = fields[name];
  return value !== '' && value >= min && value <= max;
}

/** What the calculator is asked; undefined while a number is missing or out of bounds. */
export function designOf(fields: DesignFields): Design | undefined {
  const asked = ['students', 'weeks', 'silent', 'moments', 'base'] as const;
  if (!asked.every((name) => isSound(fields, name))) return undefined;
  return {
    students: Number(fields.students),
    weeks: Number(fields.weeks),
    share: Number(fields.silent) / 100,
    moments_per_week: Number(fields.moments),
    base_rate: Number(fields.base) / 100,
    correlation: CORRELATION,
  };
}

/** What would be frozen; undefined while a number is missing or out of bounds. */
export function planOf(fields: DesignFields): PlanDraft | undefined {
  const planned = ['weeks', 'silent', 'minimal'] as const;
  if (!planned.every((name) => isSound(fields, name))) return undefined;
  return {
    weeks: Number(fields.weeks),
    share: Number(fields.silent) / 100,
    minimal_effect: Number(fields.minimal) / 100,
  };
}
