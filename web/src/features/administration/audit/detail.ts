import type { i18n } from 'i18next';
import { shown } from '../policy/draft';
import { ALL_FIELDS } from '../policy/fields';

/** The words of a key of the catalogue, undefined where it has none. */
export type Say = (key: string, count?: number) => string | undefined;

/** The words of the administration's catalogue, or of another one by `namespace:key`, in the language of now. */
export function sayIn(translations: i18n): Say {
  const ns = 'administration';
  return (key, count) => (translations.exists(key, { ns, count }) ? translations.t(key, { ns, count }) : undefined);
}

type Detail = Record<string, unknown>;
interface Change {
  from: unknown;
  to: unknown;
}

/** Where the words of a detail's values stand in the catalogue. */
const VALUES: Record<string, (value: string) => string> = {
  allowed_modes: (mode) => `policy.modes.${mode}.name`,
  preset: (preset) => `policy.preset.${preset}.name`,
  'support.interruption_points': (point) => `policy.interruption_points.${point}`,
  role: (role) => `app:roles.${role}`,
  locale: (locale) => `app:locales.${locale}`,
  change: (change) => `messages.changes.${change}`,
  fields: (field) => `audit.details.${field}`,
};

const IDENTIFIER = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const HASH = /^[0-9a-f]{64}$/;

/**
 * What an entry says beyond who did what to whom, a line each; a change reads "from → to".
 *
 * Numbers of the policy are called what the policy's page calls them. Identifiers say nothing to a reader and are left
 * out; a name without words in the catalogue, as of a later version, is shown as it is.
 */
export function detailLines(detail: Detail, say: Say): string[] {
  const { switch: consent, granted, from, to, lesson_id: lesson, ...others } = detail;
  const consented =
    typeof consent === 'string'
      ? [`${say(`audit.consent.${consent}`) ?? consent}: ${say(granted ? 'audit.allowed' : 'audit.taken_back')}`]
      : [];
  const replaced = to === undefined ? [] : [changed('', { from, to }, say)];
  const deleted = lesson === undefined ? [] : [say(lesson === null ? 'audit.all_lessons' : 'audit.one_lesson')!];
  const named = flattened(others)
    .filter(([, value]) => !isIdentifier(value))
    .map(([path, value]) => lineOf(path, value, say));
  return [...consented, ...replaced, ...deleted, ...named];
}

function lineOf(path: string, value: unknown, say: Say): string {
  const text = isChange(value) ? changed(path, value, say) : written(path, value, say);
  return path === 'what' ? text : `${nameOf(path, say)}: ${text}`;
}

function nameOf(path: string, say: Say): string {
  const field = ALL_FIELDS.find((known) => known.path === path);
  return say(field ? `policy.fields.${field.id}.name` : `audit.details.${path.replace('.', '_')}`) ?? path;
}

function changed(path: string, { from, to }: Change, say: Say): string {
  return `${written(path, from, say)} → ${written(path, to, say)}`;
}

function written(path: string, value: unknown, say: Say): string {
  if (Array.isArray(value)) return value.map((each) => written(path, each, say)).join(', ');
  const field = ALL_FIELDS.find((known) => known.path === path);
  if (field && typeof value === 'number') {
    const number = shown(value, field);
    return `${number} ${say(`policy.units.${field.unit}`, number)}`;
  }
  if (typeof value === 'boolean') return say(value ? 'audit.yes' : 'audit.no')!;
  if (typeof value === 'string' && HASH.test(value)) return value.slice(0, 12);
  const key = typeof value === 'string' ? VALUES[path]?.(value) : undefined;
  if (typeof value === 'string') return (key && say(key)) ?? value;
  return isRecord(value)
    ? Object.entries(value)
        .map(([name, inner]) => `${name} ${written(name, inner, say)}`)
        .join(', ')
    : String(value);
}

/** A change within a group of settings is one change for each that differs: the others are not repeated. */
function flattened(detail: Detail): [path: string, value: unknown][] {
  return Object.entries(detail).flatMap(([name, value]): [string, unknown][] => {
    if (!isChange(value) || !isRecord(value.from) || !isRecord(value.to)) return [[name, value]];
    const { from, to } = value as { from: Detail; to: Detail };
    const differing = Object.keys(to).filter((inner) => JSON.stringify(from[inner]) !== JSON.stringify(to[inner]));
    return differing.map((inner) => [`${name}.${inner}`, { from: from[inner], to: to[inner] }]);
  });
}

function isIdentifier(value: unknown): boolean {
  return typeof value === 'string' && IDENTIFIER.test(value);
}

function isChange(value: unknown): value is Change {
  return isRecord(value) && 'from' in value && 'to' in value;
}

function isRecord(value: unknown): value is Detail {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
