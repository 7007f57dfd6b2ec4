// The rules of how the client's folders may import each other, computed from its sources.

/** A source file: its path below `src/` and the paths that it imports, without their endings. */
export interface Module {
  path: string;
  imports: readonly string[];
}

export const FOLDER_LIMIT = 15;

/** From the top down; a layer imports itself and what is below it, and those on one line do not know each other. */
const LAYERS: readonly (readonly string[])[] = [
  ['test'],
  ['app'],
  ['features'],
  ['components'],
  ['platform', 'vision'],
];

const IMPORT = /(?:\bfrom|\bimport|\bimport\(|\bURL\()\s*'((?:\.{1,2}|@)\/[^'?]+)/g;
const ENDING = /(?:\.d)?\.tsx?$/;

/** Read what a file imports; names of packages are left out. */
export function readModule(path: string, source: string): Module {
  const imports = [...source.matchAll(IMPORT)].map(([, specifier = '']) =>
    specifier.startsWith('@/') ? specifier.slice(2) : new URL(specifier, `file:///${path}`).pathname.slice(1),
  );
  return { path, imports: imports.map((target) => target.replace(ENDING, '')) };
}

/** The layer of a path: its first folder; `main.tsx` belongs to the app. */
function layerOf(path: string): string {
  return path === 'main.tsx' ? 'app' : path.split('/')[0]!;
}

/** The feature that a path belongs to, if any. */
export function featureOf(path: string): string | undefined {
  return /^features\/([^/]+)/.exec(path)?.[1];
}

function mayImport(path: string, target: string): boolean {
  const [from, to] = [layerOf(path), layerOf(target)];
  if (from === to) return featureOf(path) === featureOf(target);
  const levels = [from, to].map((name) => LAYERS.findIndex((names) => names.includes(name)));
  return levels[0]! >= 0 && levels[0]! < levels[1]!; // a folder without a layer may import nothing
}

/** Imports that go upwards or sideways, as `path → target`. */
export function forbiddenImports(modules: readonly Module[]): string[] {
  return modules.flatMap(({ path, imports }) =>
    imports.filter((target) => !mayImport(path, target)).map((target) => `${path} → ${target}`),
  );
}

/** Files that import each other in a circle, each as `a → b → a`. */
export function importCycles(modules: readonly Module[]): string[] {
  const importsOf = new Map(modules.map(({ path, imports }) => [path.replace(ENDING, ''), imports]));
  const finished = new Set<string>();
  const cycles: string[] = [];

  function visit(name: string, trail: readonly string[]): void {
    const start = trail.indexOf(name);
    if (start >= 0) cycles.push([...trail.slice(start), name].join(' → '));
    if (start >= 0 || finished.has(name)) return;
    for (const target of importsOf.get(name) ?? importsOf.get(`${name}/index`) ?? []) visit(target, [...trail, name]);
    finished.add(name);
  }
  for (const name of importsOf.keys()) visit(name, []);
  return cycles;
}

/** Folders with more source files than one can take in at a glance, as `folder: count`; tests and their data do not count. */
export function overfullFolders(paths: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const path of paths.filter((name) => !/\.(?:test|testdata)\./.test(name))) {
    const folder = path.slice(0, path.lastIndexOf('/'));
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count > FOLDER_LIMIT).map(([folder, count]) => `${folder}: ${count}`);
}
