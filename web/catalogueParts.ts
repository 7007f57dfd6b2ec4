import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Plugin } from 'vite';

interface Strings {
  [key: string]: string | Strings;
}

const PART = /^(.*\/catalogue)\/(\w+)\.json\?(?:.*&)?(start|more|rest)\b/;

/**
 * Parts of a feature's catalogue: `en.json?start` has the keys that `start.json` beside it names, which are shown around
 * every page or on the student's home; `en.json?more` those that `more.json` names, which only some of the feature's pages
 * need; `en.json?rest` has all others, which only the feature's own pages need. Of the application's own catalogue the
 * rest is what every page needs.
 */
export function catalogueParts(): Plugin {
  return {
    name: 'catalogue-parts',
    enforce: 'pre',
    async load(id) {
      const [, folder, locale, part] = PART.exec(id) ?? [];
      if (!folder) return undefined;
      const [whole, start, more] = await Promise.all([
        readJson<Strings>(`${folder}/${locale}.json`),
        namesIn(`${folder}/start.json`),
        namesIn(`${folder}/more.json`),
      ]);
      for (const name of [locale, 'start', 'more']) this.addWatchFile(`${folder}/${name}.json`);
      const named = { start, more, rest: [...start, ...more] }[part as 'start' | 'more' | 'rest'];
      const strings = partOf(whole, new Set(named), part !== 'rest');
      return { code: `export default ${JSON.stringify(strings)}`, map: null, moduleType: 'js' };
    },
  };
}

async function namesIn(path: string): Promise<string[]> {
  return existsSync(path) ? readJson<string[]>(path) : [];
}

async function readJson<Content>(path: string): Promise<Content> {
  return JSON.parse(await readFile(path, 'utf8')) as Content;
}

/** The strings whose key, or one that holds it, is named; or all others. */
function partOf(strings: Strings, named: ReadonlySet<string>, inPart: boolean, path = ''): Strings {
  return Object.fromEntries(
    Object.entries(strings).flatMap(([key, value]) => {
      const at = path + key;
      if (named.has(at)) return inPart ? [[key, value]] : [];
      if (typeof value === 'string') return inPart ? [] : [[key, value]];
      const inner = partOf(value, named, inPart, `${at}.`);
      return Object.keys(inner).length > 0 ? [[key, inner]] : [];
    }),
  );
}
