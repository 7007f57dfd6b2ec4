import type { Catalogue } from '@/platform/i18n/i18n';

/** Name each catalogue after the folder that owns it: `app`, or the feature. */
export function namespaces(files: Record<string, Record<string, unknown>>): Catalogue {
  return Object.fromEntries(
    Object.entries(files).map(([path, strings]) => [/features\/([^/]+)\//.exec(path)?.[1] ?? 'app', strings]),
  );
}
