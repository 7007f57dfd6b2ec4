import { namespaces } from './namespaces';

/** Every English string, by feature. */
export const catalogue = namespaces(
  import.meta.glob<Record<string, unknown>>(['./en.json', '../../features/*/catalogue/en.json'], {
    eager: true,
    import: 'default',
  }),
);
