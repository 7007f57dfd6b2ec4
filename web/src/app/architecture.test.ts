import { expect, test } from 'vitest';

const sources = import.meta.glob<string>('/src/**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true });

/** What a file imports, as a path below src; bare package names are left out. */
function importsOf(path: string, source: string): string[] {
  const specifiers = [...source.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);
  return specifiers.flatMap((specifier) => {
    if (specifier.startsWith('@/')) return [specifier.slice(2)];
    if (specifier.startsWith('.')) return [new URL(specifier, `file://${path}`).pathname.replace(/^\/src\//, '')];
    return [];
  });
}

const files = Object.entries(sources).map(([path, source]) => ({ path, imports: importsOf(path, source) }));
const featureOf = (path: string) => /^\/?(?:src\/)?features\/([^/]+)/.exec(path)?.[1];

test('features never import each other', () => {
  const violations = files.flatMap(({ path, imports }) =>
    imports.filter((target) => featureOf(path) && featureOf(target) && featureOf(target) !== featureOf(path)).map((target) => `${path} → ${target}`),
  );
  expect(violations).toEqual([]);
});

test('features do not know the list of features, the router or the shell', () => {
  const violations = files.flatMap(({ path, imports }) =>
    imports.filter((target) => featureOf(path) && /^app\/(features|router|guards|shell)(\/|$)/.test(target)).map((target) => `${path} → ${target}`),
  );
  expect(violations).toEqual([]);
});

test('components and vision know no feature', () => {
  const violations = files.flatMap(({ path, imports }) =>
    imports.filter((target) => /^\/src\/(components|vision)\//.test(path) && featureOf(target)).map((target) => `${path} → ${target}`),
  );
  expect(violations).toEqual([]);
});

test('only wellbeing reaches for the camera', () => {
  const users = files
    .filter(({ path, imports }) => !path.startsWith('/src/vision/') && imports.some((target) => /^vision(\/|$)/.test(target)))
    .map(({ path }) => featureOf(path));
  expect([...new Set(users)]).toEqual(['wellbeing']);
});
