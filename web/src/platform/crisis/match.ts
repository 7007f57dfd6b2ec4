import { scoreOf, type Weights } from './classifier';
import { languageOf } from './language';
import { hasPhrase } from './patterns/phrases';
import { sentencesOf } from './sentences';
import { respell } from './spelling';
import learnt from './weights.json';

/** The sentences of the text matched last, so that a letter typed costs one sentence; an empty text empties it. */
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
  matched = new Map([...sentences, ...pairsOf(sentences)].map((words) => [words, known.get(words) ?? isCrisis(words)]));
  return [...matched.values()].includes(true);
}

/** Every two sentences that stand side by side: “I am done. Goodbye, all of you.” says it in two. */
function pairsOf(sentences: readonly string[]): string[] {
  return sentences.slice(1).map((sentence, before) => `${sentences[before]!} ${sentence}`);
}

/** A phrase adds to how much a sentence sounds like one; it is looked for only where that decides. */
function isCrisis(sentence: string): boolean {
  const respelled = respell(sentence);
  const words = respelled.split(' ');
  const language = languageOf(words);
  const missing = learnt.threshold[language] - scoreOf(words, weights());
  return missing < 0 || (missing < learnt.phrase[language] && hasPhrase(respelled));
}

let decoded: Weights | undefined;

/** The weights as numbers, one byte each in the file; they are part of this code, so that nothing is fetched. */
function weights(): Weights {
  decoded ??= { ...learnt, buckets: Int8Array.from(atob(learnt.weights), (letter) => letter.charCodeAt(0)) };
  return decoded;
}
