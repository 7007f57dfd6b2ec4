import { describe, expect, test } from 'vitest';
import { catalogue as english } from './english';
import { catalogue as german } from './german';

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
    for (const [key, text] of en) expect(text, key).not.toMatch(/„/);
    for (const [key, text] of de) expect(text.replaceAll(/„[^„“”]*“/g, ''), key).not.toMatch(/[„“”"]/);
  });

  test('has no empty string', () => {
    for (const [key, text] of [...en, ...de]) expect(text.trim(), key).not.toBe('');
  });
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
