import { describe, expect, test } from 'vitest';
import { FOLDER_LIMIT, featureOf, forbiddenImports, importCycles, overfullFolders, readModule } from './architecture';

const sources = import.meta.glob<string>('/src/**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true });
const everyFile = Object.keys(import.meta.glob('/src/**/*.{ts,tsx,css,json}')).map((path) => path.replace('/src/', ''));
const everyModule = Object.entries(sources).map(([path, source]) => readModule(path.replace('/src/', ''), source));
/** Tests stand above all layers: they may use what builds the app for them. */
const modules = everyModule.filter(({ path }) => !path.includes('.test.'));

describe('the client', () => {
  test('is read whole', () => {
    expect(modules.length).toBeGreaterThan(300);
    expect(modules.flatMap(({ imports }) => imports).length).toBeGreaterThan(1000);
  });

  test('imports downwards only, and no feature another one', () => {
    expect(forbiddenImports(modules)).toEqual([]);
  });

  test('has no circle of imports', () => {
    expect(importCycles(everyModule)).toEqual([]);
  });

  test(`has at most ${FOLDER_LIMIT} source files in a folder`, () => {
    expect(overfullFolders(everyFile)).toEqual([]);
  });

  test('reaches for the camera in wellbeing only', () => {
    const users = modules
      .filter(
        ({ path, imports }) => !path.startsWith('vision/') && imports.some((target) => /^vision(\/|$)/.test(target)),
      )
      .map(({ path }) => featureOf(path));
    expect([...new Set(users)]).toEqual(['wellbeing']);
  });
});

describe('the rules', () => {
  const imports = (path: string, ...specifiers: string[]) =>
    readModule(path, specifiers.map((specifier) => `import { x } from '${specifier}';`).join('\n'));

  test.each([
    ['platform/session.ts', '@/features/accounts/api'],
    ['platform/session.ts', '@/components/Page'],
    ['platform/session.ts', '@/vision'],
    ['vision/camera/camera.ts', '../../platform/query'],
    ['components/Page.tsx', '@/app/router'],
    ['features/help/HelpPage.tsx', '@/features/wellbeing/api'],
    ['features/help/HelpPage.tsx', '../wellbeing/api'],
    ['features/help/HelpPage.tsx', '@/app/router'],
    ['app/router.tsx', '@/test/render'],
    ['somewhere/else.ts', '@/platform/session'],
  ])('%s may not import %s', (path, specifier) => {
    expect(forbiddenImports([imports(path, specifier)])).toHaveLength(1);
  });

  test('what the layers are for is allowed', () => {
    const allowed = [
      imports('main.tsx', './app/App', './platform/query'),
      imports('app/router.tsx', '@/features/help/feature', './guards'),
      imports('features/help/HelpPage.tsx', '@/components/Page', './api', '@/vision', 'react'),
      imports('components/Page.tsx', '@/platform/session'),
    ];
    expect(forbiddenImports(allowed)).toEqual([]);
  });

  test('code that is loaded later and workers count as imports', () => {
    expect(
      readModule('a/b.ts', "const c = () => import('./c');\nnew Worker(new URL('../d.ts', import.meta.url));").imports,
    ).toEqual(['a/c', 'd']);
  });

  test('a circle is found, also over an index', () => {
    const circle = [imports('a/b.ts', './c'), imports('a/c/index.ts', '../d'), imports('a/d.ts', '@/a/b')];
    expect(importCycles(circle)).toEqual(['a/b → a/c → a/d → a/b']);
  });

  test('one file too many is noticed; tests do not count', () => {
    const full = Array.from({ length: FOLDER_LIMIT }, (_, index) => `a/${index}.ts`);
    expect(overfullFolders([...full, 'a/1.test.ts', 'a/1.testdata.ts'])).toEqual([]);
    expect(overfullFolders([...full, 'a/Page.module.css'])).toEqual([`a: ${FOLDER_LIMIT + 1}`]);
  });
});
