import { scoreOf, type Weights, ZERO } from './classifier';
import { languageOf } from './language';
import { hasPhrase } from './patterns/phrases';
import { sentencesOf } from './sentences';
import { respell } from './spelling';
import learnt from './weights.json';

/** The sentences and pairs of the text matched last, so that a letter typed costs one sentence; an empty text empties it. */
let matched: ReadonlyMap<string, boolean> = new Map();

/**
 * Whether a text carries words of self-harm or abuse, in English or German, whatever language the page has: by a phrase that
 * somebody wrote down, or by likeness to phrases that the weights were learnt from.
 *
 * The answer is for the screen before the writer and for nothing else: it must not be sent, stored, logged or counted, and
 * nothing that is sent may come earlier, later or in another shape because of it. It is no diagnosis, and it misses some.
 */
export function carriesCrisisWords(text: string): boolean {
  const sentences = sentencesOf(text);
  const known = matched;
  const looks = [...sentences.map((words) => ({ words, margin: 0 })), ...pairsOf(sentences)];
  matched = new Map(
    looks.map(({ words, margin }) => {
      const look = `${margin} ${words}`;
      return [look, known.get(look) ?? isCrisis(words, margin)];
    }),
  );
  return [...matched.values()].includes(true);
}

/**
 * How much clearer two sentences together have to say it than one: a note has nearly as many pairs as sentences, and ordinary
 * words add up over two.
 */
const PAIR_MARGIN = 0.5;

/** Every two sentences that stand side by side: “I am done. Goodbye, all of you.” says it in two. */
function pairsOf(sentences: readonly string[]): { words: string; margin: number }[] {
  return sentences
    .slice(1)
    .map((sentence, before) => ({ words: `${sentences[before]!} ${sentence}`, margin: PAIR_MARGIN }));
}

/** A phrase adds to how much a sentence sounds like one; it is looked for only where that decides. */
function isCrisis(sentence: string, margin: number): boolean {
  const respelled = respell(sentence);
  const words = respelled.split(' ');
  const language = languageOf(words);
  const missing = learnt.threshold[language] + margin - scoreOf(words, weights());
  return missing < 0 || (missing < learnt.phrase[language] && hasPhrase(respelled));
}

let decoded: Weights | undefined;

/** The weights as numbers, one letter each in the file; they are part of this code, so that nothing is fetched. */
function weights(): Weights {
  decoded ??= { ...learnt, buckets: Int8Array.from(learnt.weights, (letter) => letter.charCodeAt(0) - ZERO) };
  return decoded;
}
