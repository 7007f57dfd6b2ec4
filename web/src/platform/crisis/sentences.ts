/** German letters as people without them type them: one spelling to match. */
const LETTERS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' };

/** Cyrillic letters that look like Latin ones; a keyboard that was switched puts them into a word. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  і: 'i',
  о: 'o',
  р: 'p',
  с: 'c',
  у: 'y',
  х: 'x',
  ѕ: 's',
};

/** Digits inside of a word are letters that somebody hid: “su1cide”. */
const DIGITS: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a' };

/**
 * The sentences of a text, each as words in small letters with one space between them. Accents, apostrophes and all other
 * marks are gone, signs that cannot be seen too, and a line break or dots end no sentence: “I don’t want …” reads `i dont want`, „möchte“ reads `moechte`.
 */
export function sentencesOf(text: string): string[] {
  return text
    .replace(/\p{Cf}/gu, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u0430-\u0458]/g, (letter) => LOOKALIKES[letter] ?? letter)
    .replace(/[äöüß]/g, (letter) => LETTERS[letter]!)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['’‘`´ʼ＇′]/g, '')
    .replace(/(\p{L})[*#@$](?=\p{L})/gu, '$1')
    .replace(/(\p{L})([0134])(?=\p{L})/gu, (_, before: string, digit: string) => before + DIGITS[digit]!)
    .replace(/\.{2,}|…/g, ' ')
    .split(/[.!?;]+|\n\s*\n/)
    .map((sentence) => sentence.replace(/[^\p{L}\p{N}]+/gu, ' ').trim())
    .filter((sentence) => sentence !== '');
}
