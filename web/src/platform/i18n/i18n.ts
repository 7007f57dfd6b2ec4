import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';

export const LOCALES = ['en', 'de'] as const;
export type Locale = (typeof LOCALES)[number];

const STORAGE_KEY = 'attune.locale';
const CHOSEN_KEY = 'attune.chosen-locale';

/** The strings of one namespace. */
export type Strings = Record<string, unknown>;

/** Strings by namespace: `app`, or the feature that owns them. */
export type Catalogue = Record<string, Strings>;

/** How a language is loaded: what every page needs, and what the pages of each feature add to it. */
export interface LocaleStrings {
  start: () => Promise<Catalogue>;
  rest: Record<string, () => Promise<Strings>>;
}

export type Catalogues = Record<Locale, LocaleStrings>;

let catalogues: Catalogues | undefined;
let coming: Locale | undefined; // a language that is being changed to
const opened = new Set<string>();

function isLocale(tag: string | undefined): tag is Locale {
  return LOCALES.some((locale) => locale === tag);
}

/** The language to start with: the one chosen last, else the browser's, else English. */
export function initialLocale(stored = localStorage.getItem(STORAGE_KEY), preferred = navigator.languages): Locale {
  const candidates = [stored, ...preferred].map((tag) => tag?.slice(0, 2));
  return candidates.find(isLocale) ?? 'en';
}

/** How whoever teaches is called in sentences of each language: the catalogue's `app:tutor`, in the institution's words. */
export type TutorWords = Record<string, Record<string, string>>;

let tutorWords: TutorWords | undefined;

/** Speak of whoever teaches with the institution's words from now on, in every language. */
export function sayTutorAs(words: TutorWords): void {
  tutorWords = words;
  for (const locale of LOCALES) if (i18next.hasResourceBundle(locale, 'app')) fillInTutor(locale);
}

function fillInTutor(locale: Locale): void {
  const forms = tutorWords?.[locale];
  if (forms) i18next.addResourceBundle(locale, 'app', { tutor: forms }, true, true);
}

function stringsOf(locale: Locale): LocaleStrings {
  if (!catalogues) throw new Error('The language was changed before startI18n().');
  return catalogues[locale];
}

async function loadStart(locale: Locale): Promise<void> {
  if (i18next.hasResourceBundle(locale, 'app')) return;
  const found = Object.entries(await stringsOf(locale).start());
  for (const [namespace, strings] of found) i18next.addResourceBundle(locale, namespace, strings, true);
  fillInTutor(locale);
}

/** Load what `rest` has under a name: a namespace, or one with the name of a part of it (`learning:more`). */
async function loadRest(locale: Locale, name: string): Promise<void> {
  const [namespace = name, part = 'rest'] = name.split(':');
  const mark = `$${part}`; // says in a namespace that the part is there
  if (i18next.exists(mark, { lng: locale, ns: namespace })) return;
  const strings = await stringsOf(locale).rest[name]?.();
  i18next.addResourceBundle(locale, namespace, { ...strings, [mark]: 'here' }, true);
}

/** Have the strings that a feature's own pages need, in this language and in each that is changed to later. */
export async function openNamespace(namespace: string): Promise<void> {
  opened.add(namespace);
  const locales = new Set([i18next.language as Locale, ...(coming ? [coming] : [])]);
  await Promise.all([...locales].map((locale) => loadRest(locale, namespace)));
}

/** Load what is needed of a language and switch to it. */
export async function changeLocale(locale: Locale): Promise<void> {
  coming = locale;
  await Promise.all([loadStart(locale), ...[...opened].map((namespace) => loadRest(locale, namespace))]);
  await i18next.changeLanguage(locale);
  localStorage.setItem(STORAGE_KEY, locale);
  document.documentElement.lang = locale;
}

/** A visitor picks a language: the page changes, and the account they sign in to follows. */
export async function chooseLocale(locale: Locale): Promise<void> {
  sessionStorage.setItem(CHOSEN_KEY, locale);
  await changeLocale(locale);
}

/** The language that a visitor of this tab has picked since the last sign-in, once. */
export function takeChosenLocale(): Locale | null {
  const chosen = sessionStorage.getItem(CHOSEN_KEY) ?? undefined;
  sessionStorage.removeItem(CHOSEN_KEY);
  return isLocale(chosen) ? chosen : null;
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
    react: { useSuspense: false, bindI18nStore: 'added' }, // the institution's words come with the session
  });
  await changeLocale(locale);
  return i18next;
}
