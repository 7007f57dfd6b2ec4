import type { i18n } from 'i18next';
import { catalogues } from '@/app/catalogue/catalogues';
import { openNamespace, startI18n } from '@/platform/i18n/i18n';

/** Speak English, whatever the machine's language is, with the strings of every page. */
export async function startEnglish(): Promise<i18n> {
  const started = await startI18n(catalogues, 'en');
  await Promise.all(Object.keys(catalogues.en.rest).map(openNamespace));
  return started;
}
