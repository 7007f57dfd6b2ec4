import type { Catalogues } from '@/platform/i18n/i18n';

/** Each language is one chunk that holds every feature's catalogue, named after the feature. */
export const catalogues: Catalogues = {
  en: async () => (await import('./english')).catalogue,
  de: async () => (await import('./german')).catalogue,
};
