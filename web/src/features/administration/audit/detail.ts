/** What an entry says beyond who did what to whom, as lines "name: value"; a change reads "from → to". */
export function detailLines(detail: Record<string, unknown>): string[] {
  return Object.entries(detail).map(([name, value]) => `${name}: ${written(value)}`);
}

function written(value: unknown): string {
  if (Array.isArray(value)) return value.map(written).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  if ('from' in value && 'to' in value) return changed(value.from, value.to);
  return Object.entries(value).map(([name, inner]) => `${name} ${written(inner)}`).join(', ');
}

/** Only what differs: a change within a group of settings does not repeat the others. */
function changed(from: unknown, to: unknown): string {
  if (!isRecord(from) || !isRecord(to)) return `${written(from)} → ${written(to)}`;
  return Object.keys(to).filter((name) => written(from[name]) !== written(to[name])).map((name) => `${name} ${changed(from[name], to[name])}`).join(', ');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
