/** A part of a sentence with gaps: html, or the gap that stands there. */
export type GapPart = { html: string } | { gapId: string };

const MARK = /\{\{\s*([\w-]+)\s*\}\}/g;

/** Whether a text stands between words, so that blanks fit into its lines. */
function unwrapParagraph(html: string): string {
  const whole = /^\s*<p>([\s\S]*)<\/p>\s*$/.exec(html);
  return whole && !whole[1]!.includes('<p>') ? whole[1]! : html;
}

/**
 * Take a sentence apart where its gaps are. A mark that names no gap stays text.
 * Only marks between complete elements are cut, so every part is sound html by itself.
 */
export function splitGaps(html: string, gapIds: readonly string[]): GapPart[] {
  const source = unwrapParagraph(html);
  const parts: GapPart[] = [];
  let from = 0;
  for (const match of source.matchAll(MARK)) {
    if (!gapIds.includes(match[1]!)) continue;
    if (match.index > from) parts.push({ html: source.slice(from, match.index) });
    parts.push({ gapId: match[1]! });
    from = match.index + match[0].length;
  }
  if (from < source.length) parts.push({ html: source.slice(from) });
  return parts;
}
