import { expect, test } from 'vitest';
import { initialLocale } from './i18n';

test('the language chosen last wins over the browser', () => {
  expect(initialLocale('de', ['en-GB'])).toBe('de');
});

test('without a choice the first language of the browser that we have is taken', () => {
  expect(initialLocale(null, ['fr-FR', 'de-AT', 'en'])).toBe('de');
});

test('where we have none of them, English is spoken', () => {
  expect(initialLocale(null, ['fr'])).toBe('en');
});
