/**
 * Numbers that are called in an emergency, and numbers in full: from "+" or from a leading zero, with seven digits at least.
 * A room, a date and office hours are none.
 */
const NUMBER =
  /(?<![\p{L}\d.:/-]|\d,)(?:\+\d[\d ()/-]{5,26}\d|0\d[\d ()/-]{5,26}\d|116 ?\d{3}|11[0-9]|911|988|999)(?![\p{L}\d:]|[.,]\d)/gu;

export interface TextPart {
  text: string;
  /** What a phone dials; null: plain text. */
  dial: string | null;
}

/** A text in parts, with the phone numbers apart. */
export function splitPhoneNumbers(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const found of text.matchAll(NUMBER)) {
    if (found.index > end) parts.push({ text: text.slice(end, found.index), dial: null });
    parts.push({ text: found[0], dial: dialled(found[0]) });
    end = found.index + found[0].length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), dial: null });
  return parts;
}

/** The address of a number: what a phone dials, without what is only written between its digits. */
export function dialled(number: string): string {
  return `tel:${number.replaceAll(/\(0\)|[^+0-9]/g, '')}`;
}
