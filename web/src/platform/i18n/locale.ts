import { useTranslation } from 'react-i18next';

/** The first of the browser's languages that is a kind of `language`, such as en-GB of en; the language itself without one. */
export function regionalLocale(language: string, preferred: readonly string[] = navigator.languages): string {
  return preferred.find((tag) => tag.split('-')[0] === language && isTag(tag)) ?? language;
}

/** Some systems name languages in ways that Intl refuses, such as en-US@posix. */
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/** How dates, times and numbers are written: the chosen language, as it is used where the reader is. */
export function useLocale(): string {
  const { i18n } = useTranslation('app');
  return regionalLocale(i18n.language);
}
