import type { i18n } from 'i18next';
import { catalogues } from '@/app/catalogue/catalogues';
import { startI18n } from '@/platform/i18n/i18n';

/** Speak English, whatever the machine's language is. */
export function startEnglish(): Promise<i18n> {
  return startI18n(catalogues, 'en');
}
