import { expect, it } from 'vitest';
import { regionalLocale } from './locale';

it.each([
  ['en', ['en-GB', 'en-US'], 'en-GB'],
  ['en', ['de-AT', 'en-IE'], 'en-IE'],
  ['de', ['de-AT', 'en-IE'], 'de-AT'],
  ['de', ['en-GB'], 'de'],
  ['en', ['en-US@posix', 'en-AU'], 'en-AU'],
  ['en', ['en-US@posix'], 'en'],
  ['en', [], 'en'],
])('%s for a reader of %j is written as %s', (language, preferred, locale) => {
  expect(regionalLocale(language, preferred)).toBe(locale);
});
