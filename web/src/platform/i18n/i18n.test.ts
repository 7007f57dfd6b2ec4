import { expect, test } from 'vitest';
import i18next from 'i18next';
import { changeLocale, initialLocale, openNamespace, startI18n } from './i18n';

test('the language chosen last wins over the browser', () => {
  expect(initialLocale('de', ['en-GB'])).toBe('de');
});

test('without a choice the first language of the browser that we have is taken', () => {
  expect(initialLocale(null, ['fr-FR', 'de-AT', 'en'])).toBe('de');
});

test('where we have none of them, English is spoken', () => {
  expect(initialLocale(null, ['fr'])).toBe('en');
});

test('what a feature needs is there in the language it was opened in, and in each that is changed to', async () => {
  const strings = (word: string) => ({
    start: async () => ({ app: { yes: word }, shop: { sign: `${word} sign` } }),
    rest: { shop: async () => ({ price: `${word} price` }) },
  });
  const { t } = await startI18n({ en: strings('English'), de: strings('German') }, 'en');
  expect(t('shop:price')).toBe('price');
  await openNamespace('shop');
  expect([t('shop:sign'), t('shop:price')]).toEqual(['English sign', 'English price']);
  await changeLocale('de');
  expect([i18next.t('yes'), i18next.t('shop:price')]).toEqual(['German', 'German price']);
  const changed = changeLocale('en');
  await openNamespace('shop');
  await changed;
  expect(i18next.t('shop:price')).toBe('English price');
});
