import { expect, test } from 'vitest';

const FORM = /<form\b[^>]*>|<\w+[^>]*component="form"[^>]*>/g;
const CHECKED_BY_THE_BROWSER = /\brequired\b|\bminLength=|\bpattern=|type="(?:email|url|number)"/;

const sources = import.meta.glob<string>(['/src/**/*.tsx', '!/src/**/*.test.tsx'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const forms = Object.entries(sources).filter(([, source]) => source.match(FORM));

test('there are forms to look at', () => {
  expect(forms.length).toBeGreaterThan(5);
});

// The browser would speak its own language, which need not be the page's.
test.each(forms)('%s says itself what is missing', (_path, source) => {
  const silent = source.match(FORM)!.every((tag) => tag.includes('noValidate'));
  expect(silent || !CHECKED_BY_THE_BROWSER.test(source)).toBe(true);
});
