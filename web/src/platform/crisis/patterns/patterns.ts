/**
 * Phrases of one language.
 *
 * A phrase is words with a space between them; each word is a regular expression, and a group may hold spaces and gaps. `*` stands
 * for up to three words of any kind, `**` for up to eight, `?word` for a word that may be missing, `^` for the beginning of
 * a sentence and `$` for its end.
 */
export interface Phrases {
  /** What is said of oneself, or of somebody close, that calls for a person to talk to. */
  crisis: readonly string[];
  /** What sounds alike and means nothing of it; it is taken out of a sentence first. */
  harmless: readonly string[];
}

export interface Patterns {
  crisis: PhraseIndex;
  harmless: PhraseIndex;
}

const ANY_WORD = '(?: \\S+)';
/**
 * What a gap of a harmless phrase never reaches over: somebody who speaks of their own wish, or of what is done to them.
 * “Because of this course I want to kill myself” is not taken for the course's subject.
 */
const PLAIN =
  '(?:ich (?:will|moechte|werde|denke)|(?:will|moechte|werde|denke|bringe) ich|mein(?:e|en)?|mich|i (?:want|wanna|will|am going|think|feel)|i(?:m|ll) (?:going|gonna|be|want)|my (?:dad|father|mum|mom|mother|uncle|stepdad|stepfather|brother|boyfriend)|(?:dad|mum|mom|stepdad) (?:hit|hits|beat|beats))';
const NO_PLAIN_WORD = `(?:(?! ${PLAIN} ) \\S+)`;

const GAPS: Readonly<Record<string, string>> = {
  '*': `${ANY_WORD}{0,3}?`,
  '**': `${ANY_WORD}{0,8}?`,
  '^': '^',
  $: ' $',
};

/** Turn the phrases of a language into two indexes for sentences that have a space before and after them. */
export function compile({ crisis, harmless }: Phrases): Patterns {
  return { crisis: new PhraseIndex(crisis, ANY_WORD), harmless: new PhraseIndex(harmless, NO_PLAIN_WORD, 'g') };
}

/**
 * Phrases, found by a word that each of them needs: a sentence is compared with the few whose word it has, since comparing
 * it with all would hold up typing. An expression is built when it is first needed.
 */
export class PhraseIndex {
  private readonly phrases: readonly string[];
  private readonly word: string;
  private readonly flags: string;
  private readonly built = new Map<number, RegExp>();
  private readonly byWord = new Map<string, number[]>();
  private readonly always: number[] = [];

  constructor(phrases: readonly string[], word: string, flags = '') {
    this.phrases = phrases;
    this.word = word;
    this.flags = flags;
    phrases.forEach((phrase, number) => {
      const needed = neededWords(phrase);
      if (!needed) this.always.push(number);
      for (const each of needed ?? []) this.byWord.set(each, [...(this.byWord.get(each) ?? []), number]);
    });
  }

  /** Whether a sentence has one of the phrases. */
  test(sentence: string): boolean {
    return this.candidates(sentence).some((number) => this.expression(number).test(sentence));
  }

  /** The sentence with every phrase in it replaced. */
  replace(sentence: string, replacement: string): string {
    return this.candidates(sentence).reduce(
      (text, number) => text.replace(this.expression(number), replacement),
      sentence,
    );
  }

  private candidates(sentence: string): number[] {
    const found = new Set(this.always);
    for (const word of new Set(sentence.split(' ')))
      for (const number of this.byWord.get(word) ?? []) found.add(number);
    return [...found].toSorted((one, other) => one - other);
  }

  private expression(number: number): RegExp {
    const known = this.built.get(number);
    if (known) return known;
    const built = new RegExp(expressionOf(this.phrases[number]!).replaceAll(ANY_WORD, this.word), this.flags);
    this.built.set(number, built);
    return built;
  }
}

/** Words that nearly every sentence has: a phrase is better found by another of its words. */
const COMMON = new Set(
  'i im id ill ive me my a an the and to of in on at is it was be am are do for with not dont that this they he she you we no so if when just want have would will can cant all ich mich mir mein meine meinen meiner der die das den dem ein eine und zu in im an am auf ist war bin nicht mehr es er sie wir man wenn ob dass so nur will hat habe hab kann was mit von fuer'.split(
    ' ',
  ),
);

/** For the rarest part of a phrase, one word of each of its alternatives; nothing if no part can be written out as words. */
function neededWords(phrase: string): readonly string[] | undefined {
  const parts = wordsOf(phrase)
    .filter((word) => !(word in GAPS) && !word.startsWith('?'))
    .map((word) => writtenOut(word)?.map(rarestWord))
    .filter((words): words is string[] => words !== undefined);
  const rarity = (words: readonly string[]) => words.filter((word) => COMMON.has(word)).length * 100 + words.length;
  return parts.toSorted((one, other) => rarity(one) - rarity(other))[0];
}

function rarestWord(text: string): string {
  return text
    .split(' ')
    .filter((word) => word !== '*' && word !== '**')
    .toSorted((one, other) => Number(COMMON.has(one)) - Number(COMMON.has(other)) || other.length - one.length)[0]!;
}

const MOST_WRITTEN_OUT = 2000;

/** Every text that an expression of words, alternatives and optional parts stands for; nothing if it has anything else. */
function writtenOut(expression: string): readonly string[] | undefined {
  const { texts, end } = alternativesAt(expression, 0);
  if (!texts || end < expression.length) return undefined;
  const trimmed = texts.map((text) => text.replace(/ +/g, ' ').trim());
  return trimmed.includes('') ? undefined : trimmed;
}

interface Written {
  texts: readonly string[] | undefined;
  end: number;
}

function alternativesAt(expression: string, start: number): Written {
  const all: string[] = [];
  let current: readonly string[] = [''];
  let at = start;
  while (at < expression.length && expression[at] !== ')') {
    if (expression[at] === '|') {
      all.push(...current);
      current = [''];
      at += 1;
      continue;
    }
    const atom = atomAt(expression, at);
    if (!atom.texts) return { texts: undefined, end: expression.length };
    at = atom.end;
    const optional = expression[at] === '?';
    if (optional) at += 1;
    current = (optional ? [...atom.texts, ''] : atom.texts).flatMap((text) => current.map((before) => before + text));
    if (current.length > MOST_WRITTEN_OUT) return { texts: undefined, end: expression.length };
  }
  return { texts: [...all, ...current], end: at };
}

/** One letter, a gap, or a group without a look ahead. */
function atomAt(expression: string, start: number): Written {
  if (expression.startsWith('(?:', start)) {
    const inside = alternativesAt(expression, start + 3);
    return { texts: inside.texts, end: inside.end + 1 };
  }
  const gap = /^ \*{1,2}(?= )/.exec(expression.slice(start, start + 4))?.[0];
  if (gap) return { texts: [' '], end: start + gap.length };
  return { texts: /[\p{L}\p{N} ]/u.test(expression[start]!) ? [expression[start]!] : undefined, end: start + 1 };
}

function expressionOf(phrase: string): string {
  const words = wordsOf(phrase).map((word) => {
    if (word in GAPS) return GAPS[word];
    const inside = word.replace(/ (\*{1,2})(?= )/g, (_, gap: string) => GAPS[gap]!);
    return inside.startsWith('?') ? `(?: (?:${inside.slice(1)}))?` : ` (?:${inside})`;
  });
  return phrase.endsWith('$') ? words.join('') : `${words.join('')}(?= |$)`;
}

/** Split at the spaces outside of groups. */
function wordsOf(phrase: string): string[] {
  const words: string[] = [''];
  let depth = 0;
  for (const letter of phrase) {
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (letter === ' ' && depth === 0) words.push('');
    else words[words.length - 1] += letter;
  }
  return words;
}
