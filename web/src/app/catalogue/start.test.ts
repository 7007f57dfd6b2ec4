// What is shown around every page, on the student's home, and by what other features add to a lesson must have its strings
// although nobody has loaded the pages of its feature.

import { expect, test } from 'vitest';
import { readModule } from '@/test/architecture';
import { namespaces } from './namespaces';

type Strings = { [key: string]: string | Strings };

const sources = import.meta.glob<string>(['/src/**/*.{ts,tsx}', '!/src/**/*.test.{ts,tsx}', '!/src/**/*.d.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const whole = namespaces(
  import.meta.glob<Strings>('../../features/*/catalogue/en.json', { eager: true, import: 'default' }),
);
const start = namespaces(
  import.meta.glob<string[]>('../../features/*/catalogue/start.json', { eager: true, import: 'default' }),
);

const more = namespaces(
  import.meta.glob<string[]>('../../features/*/catalogue/more.json', { eager: true, import: 'default' }),
);

const STARTING_POINTS = ['main', 'features/learning/home/HomePage'];
/** A page's own files come with the strings of their feature, and so does what is loaded by `openNamespace`. */
const WITH_THEIR_STRINGS =
  /import\('\.\/ClassBars'\)|\bComponent: async \(\) =>[^}]*|import\('@\/features\/(?:learning\/preview\/(?:LessonPreview|ProjectedBlock)|live-class\/(?:overview\/TeachingOverview|session\/attend\/ClassBars)|insight\/review\/(?:StuckPlaces|notes\/EditorNotes))'\)/g;
const COMES_WITH_STRINGS = /(?:page|pageWithMore)\([^]*?\)\.\w+Page,?\s*\}\)/g;

function reachable(starting = STARTING_POINTS): Map<string, string> {
  const files = new Map(Object.entries(sources).map(([path, source]) => [path.slice('/src/'.length), source]));
  const named = new Map([...files.keys()].map((path) => [path.replace(/\.tsx?$/, ''), path]));
  const found = new Map<string, string>();
  const waiting = [...starting];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const path = named.get(next) ?? named.get(`${next}/index`);
    if (path === undefined || found.has(path)) continue;
    const source = files.get(path)!.replaceAll(COMES_WITH_STRINGS, '').replaceAll(WITH_THEIR_STRINGS, '');
    found.set(path, source);
    waiting.push(...readModule(path, source).imports);
  }
  return found;
}

/** Every key that a text names as a literal, or as the beginning of one that is put together. */
function keysIn(source: string, known: ReadonlySet<string>): string[] {
  const namespace = /useTranslation\(\s*\[?\s*'([\w-]+)'/.exec(source)?.[1] ?? 'app';
  const literals = [...source.matchAll(/['`](?:([\w-]+):)?([\w.]+)(?:\.\$\{|['`])/g)];
  return literals
    .map(([, named, key]) => `${named ?? namespace}:${key}`)
    .filter((key) => known.has(key) || known.has(`${key}_one`));
}

function keysOf(strings: Strings, path: string): string[] {
  return Object.entries(strings).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${path}${key}`] : [`${path}${key}`, ...keysOf(value, `${path}${key}.`)],
  );
}

const known = new Set(Object.entries(whole).flatMap(([namespace, strings]) => keysOf(strings, `${namespace}:`)));

function isAtStart(key: string): boolean {
  const [namespace = '', path = ''] = key.split(':');
  return (start[namespace] ?? []).some(
    (named) => path === named || path.startsWith(`${named}.`) || path.startsWith(`${named}_`),
  );
}

test('the walk finds what stands around the pages, and no page but the home', () => {
  const paths = [...reachable().keys()];
  expect(paths).toContain('features/wellbeing/lesson/LessonTools.tsx');
  expect(paths).toContain('features/wellbeing/tools/AskTutor.tsx');
  expect(paths.filter((path) => path.endsWith('Page.tsx') && path.startsWith('features/'))).toEqual([
    'features/learning/home/HomePage.tsx',
  ]);
});

test('what is shown before the pages of its feature are loaded has its strings', () => {
  const missing = [...reachable()].flatMap(([path, source]) =>
    keysIn(source, known)
      .filter((key) => !isAtStart(key))
      .map((key) => `${key} of ${path}`),
  );
  expect([...new Set(missing)]).toEqual([]);
});

/** The pages of a feature that come with its strings, but without those of `more.json`. */
function pagesWithoutMore(namespace: string): string[] {
  const source = sources[`/src/features/${namespace}/feature.ts`] ?? '';
  const routes = [
    ...source.matchAll(/(pageWithMore\()?[^(]*?\{[^{}]*?import\('\.\/([\w/-]+)'\)[^}]*\}(?:[^{]*?(more: true))?/g),
  ];
  return routes
    .filter(([, withMore, , more]) => !withMore && !more)
    .map(([, , path]) => `features/${namespace}/${path}`);
}

test.each(Object.entries(more))('only pages that come with more.json of %s show what it names', (namespace, names) => {
  const moreOf = (key: string) =>
    names.some((name) => key === `${namespace}:${name}` || key.startsWith(`${namespace}:${name}.`));
  const used = (paths: string[]) =>
    [...reachable(paths)].flatMap(([path, source]) =>
      keysIn(source, known)
        .filter((key) => moreOf(key) && !isAtStart(key))
        .map((key) => `${key} of ${path}`),
    );
  const pages = pagesWithoutMore(namespace);
  expect(pages.length).toBeGreaterThan(0);
  expect(used(pages)).toEqual([]);
  expect(names.filter((name) => !known.has(`${namespace}:${name}`))).toEqual([]);
});

test('lists of people, whose strings are in the application’s more.json, are on pages that come with it', () => {
  const shown = (files: Map<string, string>) => [...files.keys()].filter((path) => path.includes('/people-list/'));
  const others = Object.keys(whole).flatMap(pagesWithoutMore);
  expect(others.length).toBeGreaterThan(20);
  expect(shown(reachable([...STARTING_POINTS, ...others]))).toEqual([]);
  expect(
    shown(reachable(['features/courses/people/PeoplePage', 'features/administration/users/UsersPage'])),
  ).not.toEqual([]);
});

test.each(Object.entries(start))('start.json of %s names keys that exist', (namespace, names) => {
  expect(names.filter((name) => !known.has(`${namespace}:${name}`) && !known.has(`${namespace}:${name}_one`))).toEqual(
    [],
  );
});
