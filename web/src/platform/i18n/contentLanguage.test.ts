import { expect, test } from 'vitest';
import { contentAttributes, directionOf } from './contentLanguage';

test.each(['ar', 'ar-EG', 'he', 'fa-IR', 'ur', 'AR', 'az-Arab', 'uz-arab-AF'])(
  '%s is written from right to left',
  (language) => {
    expect(directionOf(language)).toBe('rtl');
  },
);

test.each(['en', 'de-CH', 'arn', 'zh-Hant', 'ar-Latn', 'ku'])('%s is written from left to right', (language) => {
  expect(directionOf(language)).toBe('ltr');
});

test('without a language nothing is said about it', () => {
  expect(contentAttributes(undefined)).toEqual({});
});
