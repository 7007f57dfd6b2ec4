import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

export const LOCALES = ['en', 'de'] as const;
export type Locale = (typeof LOCALES)[number];

const STORAGE_KEY = 'attune.locale';

/** The strings of one language by namespace: `app`, or the feature that owns them. */
export type Catalogue = Record<string, Record<string, unknown>>;

/** How each language's strings are loaded. */
export type Catalogues = Record<Locale, () => Promise<Catalogue>>;

let catalogues: Catalogues | undefined;

function isLocale(tag: string | undefined): tag is Locale {
  return LOCALES.some((locale) => locale === tag);
}

/** The language to start with: the one chosen last, else the browser's, else English. */
export function initialLocale(stored = localStorage.getItem(STORAGE_KEY), preferred = navigator.languages): Locale {
  const candidates = [stored, ...preferred].map((tag) => tag?.slice(0, 2));
  return candidates.find(isLocale) ?? 'en';
}

async function loadCatalogue(locale: Locale): Promise<void> {
  if (!catalogues) throw new Error('The language was changed before startI18n().');
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
export async function startI18n(languages: Catalogues, locale: Locale = initialLocale()): Promise<i18n> {
  catalogues = languages;
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
