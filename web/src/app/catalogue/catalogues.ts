import type { Catalogues, Strings } from '@/platform/i18n/i18n';
import { namespaces } from './namespaces';

type Loaders = Record<string, () => Promise<Strings>>;

/** What all pages of a feature need, and under `feature:more` what only some of them do (its `more.json`). */
function withMore(rest: Loaders, more: Loaders): Loaders {
  return { ...rest, ...Object.fromEntries(Object.entries(more).map(([name, load]) => [`${name}:more`, load])) };
}

const english = withMore(
  namespaces(import.meta.glob<Strings>('../../features/*/catalogue/en.json', { query: '?rest', import: 'default' })),
  namespaces(
    import.meta.glob<Strings>(['./en.json', '../../features/{administration,insight,learning}/catalogue/en.json'], {
      query: '?more',
      import: 'default',
    }),
  ),
);
const german = withMore(
  namespaces(import.meta.glob<Strings>('../../features/*/catalogue/de.json', { query: '?rest', import: 'default' })),
  namespaces(
    import.meta.glob<Strings>(['./de.json', '../../features/{administration,insight,learning}/catalogue/de.json'], {
      query: '?more',
      import: 'default',
    }),
  ),
);

/** Of each language one chunk holds what every page needs, and one or two a feature what only its own pages show. */
export const catalogues: Catalogues = {
  en: { start: async () => (await import('./english')).catalogue, rest: english },
  de: { start: async () => (await import('./german')).catalogue, rest: german },
};
