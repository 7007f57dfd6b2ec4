/** Name what was found in each catalogue after the feature that owns it. */
export function namespaces<Found>(files: Record<string, Found>): Record<string, Found> {
  return Object.fromEntries(
    Object.entries(files).map(([path, found]) => [/features\/([^/]+)\//.exec(path)?.[1] ?? 'app', found]),
  );
}
