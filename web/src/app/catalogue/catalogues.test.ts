import { describe, expect, test } from 'vitest';
import { namespaces as byFeature } from './namespaces';

type Strings = Record<string, unknown>;
const english = byFeature(
  import.meta.glob<Strings>(['./en.json', '../../features/*/catalogue/en.json'], { eager: true, import: 'default' }),
);
const german = byFeature(
  import.meta.glob<Strings>(['./de.json', '../../features/*/catalogue/de.json'], { eager: true, import: 'default' }),
);

const sources = import.meta.glob<string>(['/src/**/*.{ts,tsx}', '!/src/**/*.test.{ts,tsx}'], {
  query: '?raw',
  import: 'default',
  eager: true,
});

function strings(tree: unknown, path = ''): [string, string][] {
  if (typeof tree === 'string') return [[path, tree]];
  return Object.entries(tree as object).flatMap(([key, child]) => strings(child, path ? `${path}.${key}` : key));
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map((match) => match[1]!).toSorted();
}

const namespaces = Object.keys(english);

test('every feature has both catalogues', () => {
  expect(Object.keys(german).toSorted()).toEqual(namespaces.toSorted());
});

describe.each(namespaces)('catalogue %s', (namespace) => {
  const en = new Map(strings(english[namespace]));
  const de = new Map(strings(german[namespace]));

  test('has the same keys in both languages', () => {
    expect([...de.keys()].toSorted()).toEqual([...en.keys()].toSorted());
  });

  test('keeps the placeholders in translation', () => {
    for (const [key, text] of en) expect(placeholders(de.get(key) ?? ''), key).toEqual(placeholders(text));
  });

  test('says one of something in the singular', () => {
    for (const [key, text] of en) {
      const counted = /\{\{count\}\} (?!(?:of|done|min|more|new|left|who)\b)[a-z]/.test(text);
      // The page asks for more than one week, disclosure control for more than one student.
      if (!counted || key === 'class.lead_class' || key === 'weeks.summary') continue;
      expect(key).toMatch(/_(one|other)$/);
    }
  });

  test('quotes as its language does', () => {
    for (const [key, text] of en) expect(text, key).not.toMatch(/[„"]/);
    for (const [key, text] of de) expect(text.replaceAll(/„[^„“”]*“/g, ''), key).not.toMatch(/[„“”"]/);
  });

  test('writes per cent as its language does: 75%, and in German with a space that does not break', () => {
    for (const [key, text] of en) expect(text, key).not.toMatch(/[\d}]\s%/);
    for (const [key, text] of de) expect(text.replaceAll('\u00a0%', ''), key).not.toMatch(/[\d}]\s?%/);
  });

  test('says du in German, not Sie', () => {
    // at the beginning of a sentence it may be a thing or several people: "Sie zählt nicht."
    const formal = /(?<![.!?:…]\s|^|„)\b(?:Sie|Ihnen|Ihr(?:e[nmrs]?)?)\b/;
    for (const [key, text] of de) expect(text, key).not.toMatch(formal);
  });

  test('has one German word for the administrators, and one for the institution alone', () => {
    for (const [key, text] of de) expect(text, key).not.toMatch(/\bVerwaltung\b|\bEinrichtung (?:abschließen|der)\b/);
  });

  test('has no empty string', () => {
    for (const [key, text] of [...en, ...de]) expect(text.trim(), key).not.toBe('');
  });
});

/** What a text quotes literally, as far as it is no example with a gap in it. */
function quoted(text: string, quotes: RegExp): string[] {
  return [...text.matchAll(quotes)].map((match) => match[1]!).filter((words) => !words.includes('{{'));
}

test.each([
  ['English', english, /“([^“”]*)”/g],
  ['German', german, /„([^„“]*)“/g],
] as const)('%s texts quote labels that exist', (_, catalogue, quotes) => {
  const all = strings(catalogue);
  const labels = new Set(all.map(([, text]) => text));
  const unknown = all.flatMap(([key, text]) =>
    quoted(text, quotes)
      .filter((words) => !labels.has(words))
      .map((words) => `${key}: ${words}`),
  );
  expect(unknown).toEqual([]);
});

const WORD_FOR_TUTOR = /\$t\(app:tutor\.\w+\)/g;

test('a tutor has one name in German', () => {
  const others = strings(german).filter(([, text]) =>
    /\b(Tutor|Lehrer|Dozent|Betreuer|Lehrperson)/i.test(text.replaceAll(WORD_FOR_TUTOR, '')),
  );
  expect(others).toEqual([]);
});

test.each([
  ['English', english, /\b(your|my|a|the) (tutor|teacher|coach)/i],
  ['German', german, /(dein|mein)\w* Lehrkr/i],
] as const)('in %s students read of whoever teaches in the words of their institution', (_, catalogue, itself) => {
  const fixed = strings(catalogue)
    .filter(
      ([key]) => !/^(app\.tutor|administration|live-class)\.|^help\.tutor|^app\.error\.codes\.tutors_invite/.test(key),
    )
    .filter(([key]) => !/^courses\.(editor|people)\.|^app\.crisis\.no_list$/.test(key))
    .filter(([, text]) => itself.test(text));
  expect(fixed).toEqual([]);
});

test('the forms of the word that texts use exist', () => {
  const used = [english, german].flatMap((catalogue) =>
    strings(catalogue).flatMap(([, text]) => [...text.matchAll(/\$t\(app:tutor\.(\w+)\)/g)].map((match) => match[1]!)),
  );
  const forms = Object.keys((english.app as { tutor: object }).tutor);
  expect(used.filter((form) => !forms.includes(form))).toEqual([]);
});

test('a feeling is named as one says it, not as a diagnosis', () => {
  const { feelings } = german.wellbeing as { feelings: Record<string, string> };
  expect(Object.values(feelings).filter((word) => /^(Verächtlich|Angeekelt|Gedrückt)$/.test(word))).toEqual([]);
});

const namespaceOf = (source: string) => /useTranslation\(\s*\[?\s*'([\w-]+)'/.exec(source)?.[1] ?? 'app';
const qualified = (source: string, key: string) => (key.includes(':') ? key : `${namespaceOf(source)}:${key}`);

/** Literal keys of t('…') with the namespace that useTranslation('…') of the same file sets. */
function usedKeys(source: string): string[] {
  return [...source.matchAll(/\bt\(\s*'([\w:.-]+)'/g)].map(([, key]) => qualified(source, key!));
}

/** What keys begin with that are put together: `messages.statuses` of t(`messages.statuses.${status}`). */
function usedPrefixes(source: string): string[] {
  return [...source.matchAll(/\bt\(\s*`([\w:.-]+)\.\$\{/g)].map(([, prefix]) => qualified(source, prefix!));
}

describe.each(Object.entries(sources).filter(([, source]) => source.includes('useTranslation(')))(
  '%s',
  (_path, source) => {
    test('uses strings that exist', () => {
      for (const used of usedKeys(source)) {
        const [namespace = '', key = ''] = used.split(':');
        const known = [...new Map(strings(english[namespace] ?? {})).keys()];
        expect(
          known.some((candidate) => candidate === key || candidate.startsWith(`${key}_`)),
          used,
        ).toBe(true);
      }
    });

    test('puts keys together from parts that exist', () => {
      for (const used of usedPrefixes(source)) {
        const [namespace = '', prefix = ''] = used.split(':');
        const known = [...new Map(strings(english[namespace] ?? {})).keys()];
        expect(
          known.some((candidate) => candidate.startsWith(`${prefix}.`)),
          used,
        ).toBe(true);
      }
    });
  },
);
