import { namespaces } from './namespaces';

/** The English strings that every page needs. */
export const catalogue = {
  ...namespaces(
    import.meta.glob<Record<string, unknown>>('./en.json', { query: '?rest', eager: true, import: 'default' }),
  ),
  ...namespaces(
    import.meta.glob<Record<string, unknown>>('../../features/*/catalogue/en.json', {
      query: '?start',
      eager: true,
      import: 'default',
    }),
  ),
};
