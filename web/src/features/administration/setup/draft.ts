import type { Setup, SetupIn } from './api';

/** What has been answered so far; null is not answered yet. */
export type Draft = { [Name in keyof SetupIn]: SetupIn[Name] | null };

export const REGIONS = [
  'european_economic_area',
  'united_kingdom',
  'switzerland',
  'united_states',
  'elsewhere',
] as const satisfies readonly NonNullable<Setup['region']>[];
export const AGES = ['under_13', 'under_18', 'adults'] as const satisfies readonly NonNullable<Setup['ages']>[];
export const PRESETS = ['eu_education', 'standard'] as const satisfies readonly NonNullable<Setup['preset']>[];

/** Whether the region and the ages leave a preset to choose; the server refuses it otherwise. */
export function presetAllowed({ region, ages }: Draft, preset: Draft['preset']): boolean {
  return preset !== 'standard' || (region !== 'european_economic_area' && ages !== 'under_13');
}

/** Whether every question has been answered. */
export function isComplete(draft: Draft): draft is SetupIn {
  const { name, region, ages, preset, time_zone, open_registration } = draft;
  return Boolean(name?.trim() && region && ages && preset && time_zone) && open_registration !== null;
}
