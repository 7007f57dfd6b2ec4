import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Catalogue } from './namespaces';

export const LOCALES = ['en', 'de'] as const;
export type Locale = (typeof LOCALES)[number];

const STORAGE_KEY = 'attune.locale';

/** Each language is one chunk that holds every feature's catalogue, named after the feature. */
const catalogues: Record<Locale, () => Promise<Catalogue>> = {
  en: async () => (await import('./catalogues.en')).catalogue,
  de: async () => (await import('./catalogues.de')).catalogue,
};

function isLocale(tag: string | undefined): tag is Locale {
  return LOCALES.some((locale) => locale === tag);
}

/** The language to start with: the one chosen last, else the browser's, else English. */
export function initialLocale(stored = localStorage.getItem(STORAGE_KEY), preferred = navigator.languages): Locale {
  const wanted = [stored, ...preferred].map((tag) => tag?.slice(0, 2));
  return wanted.find(isLocale) ?? 'en';
}

async function loadCatalogue(locale: Locale): Promise<void> {
  for (const [namespace, strings] of Object.entries(await catalogues[locale]())) {
    i18next.addResourceBundle(locale, namespace, strings);
  }
}

/** Load a language's catalogue and switch to it. */
export async function changeLocale(locale: Locale): Promise<void> {
  if (!i18next.hasResourceBundle(locale, 'app')) await loadCatalogue(locale);
  await i18next.changeLanguage(locale);
  localStorage.setItem(STORAGE_KEY, locale);
  document.documentElement.lang = locale;
}

/** Start i18next; resolves when the first language's catalogue is there. */
export async function startI18n(locale: Locale = initialLocale()): Promise<i18n> {
  await i18next.use(initReactI18next).init({
    lng: locale,
    fallbackLng: false,
    defaultNS: 'app',
    resources: {},
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await changeLocale(locale);
  return i18next;
}
