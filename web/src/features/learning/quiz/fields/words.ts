/** How many words a text has, counted as the server counts them: what stands between spaces. */
export function countWords(text: string): number {
  return text.split(/\s+/u).filter(Boolean).length;
}
