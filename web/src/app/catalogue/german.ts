import { namespaces } from './namespaces';

/** Every German string, by feature. */
export const catalogue = namespaces(
  import.meta.glob<Record<string, unknown>>(['./de.json', '../../features/*/catalogue/de.json'], {
    eager: true,
    import: 'default',
  }),
);
