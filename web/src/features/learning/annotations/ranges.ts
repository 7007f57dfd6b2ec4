import type { Annotation } from '../work/types';

/** A stretch of text and the comments that lie over it, by their places in the list. */
export interface Segment {
  text: string;
  /** Where it begins, in UTF-16 code units. */
  start: number;
  comments: number[];
}

/** Cut a text where its comments begin and end, so that each stretch has the same comments throughout. */
export function segmentsOf(text: string, annotations: readonly Annotation[]): Segment[] {
  const ranges = annotations.map(({ start, end }) => [start, Math.min(end, text.length)] as const);
  const cuts = [...new Set([0, text.length, ...ranges.flat()])].filter((cut) => cut >= 0 && cut <= text.length);
  cuts.sort((a, b) => a - b);
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1]!;
    const comments = ranges.flatMap(([from, to], place) => (from <= start && end <= to ? [place] : []));
    return { text: text.slice(start, end), start, comments };
  });
}

/** A paragraph of a text: where it stands, in UTF-16 code units. */
export interface Paragraph {
  start: number;
  end: number;
  text: string;
}

/** The paragraphs of a text that say something, for who comments without a mouse. */
export function paragraphsOf(text: string): Paragraph[] {
  return [...text.matchAll(/[^\n]+/g)]
    .filter(([line]) => line.trim() !== '')
    .map((match) => ({ start: match.index, end: match.index + match[0].length, text: match[0] }));
}

/** A selection without the white space at its ends; null when nothing is left. */
export function trimRange(text: string, start: number, end: number): { start: number; end: number } | null {
  const chosen = text.slice(start, end);
  const before = chosen.length - chosen.trimStart().length;
  const after = chosen.length - chosen.trimEnd().length;
  return start + before < end - after ? { start: start + before, end: end - after } : null;
}
