import { namespaces } from './namespaces';

/** The German strings that every page needs. */
export const catalogue = {
  ...namespaces(
    import.meta.glob<Record<string, unknown>>('./de.json', { query: '?rest', eager: true, import: 'default' }),
  ),
  ...namespaces(
    import.meta.glob<Record<string, unknown>>('../../features/*/catalogue/de.json', {
      query: '?start',
      eager: true,
      import: 'default',
    }),
  ),
};
