import type { TutorWords } from './api';

/** The fields of the form, as they stand in the words. */
export const FIELDS = {
  en: ['one', 'several'],
  de: ['nominative', 'accusative', 'dative', 'several', 'several_dative'],
} as const satisfies { [L in keyof TutorWords]: readonly (keyof TutorWords[L])[] };

const LONGEST = 40;
// The server's rule, so that a slip is shown while it is typed.
const WORD = /^\p{L}[\p{L} '’:*/·-]*$/u;
const PHRASE = /^dein[a-zäöüß:*/-]* \p{L}[\p{L} '’:*/·-]*$/u;

export type Problem = 'needs_dein' | 'needs_letters';

/** What is wrong with one of the words, if anything. */
export function problemOf(language: keyof TutorWords, text: string): Problem | null {
  const word = text.trim();
  if (word.length === 0 || word.length > LONGEST) return language === 'de' ? 'needs_dein' : 'needs_letters';
  if (language === 'de') return PHRASE.test(word) ? null : 'needs_dein';
  return WORD.test(word) ? null : 'needs_letters';
}

/** Whether all of them can be saved. */
export function usable(words: TutorWords): boolean {
  return (
    FIELDS.en.every((field) => problemOf('en', words.en[field]) === null) &&
    FIELDS.de.every((field) => problemOf('de', words.de[field]) === null)
  );
}
