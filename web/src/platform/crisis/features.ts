import { slotsOf } from './concepts';

/** How many buckets the features of a word are hashed to; the weights have one number for each. */
export const BUCKETS = 1 << 17;

const SELF = new Set('i im ive id ill me my myself mine ich mich mir mein meine meinen meinem meiner meins'.split(' '));
const OTHERS = new Set(
  'he she they him her them his their we you er sie ihr ihm ihn sich sein seine seinen ihre ihren man wir du'.split(
    ' ',
  ),
);
const NEGATIONS = new Set(
  'not no never dont cant wont didnt doesnt isnt wasnt wouldnt couldnt arent aint nothing without nicht nie niemals kein keine keinen keinem keiner nichts ohne'.split(
    ' ',
  ),
);
const PERSON_REACH = 6;
const NEGATION_REACH = 3;
const STEM = 5;
/** How many words, and how many of those that fill a slot, a slot is seen together with. */
const SLOT_REACH = 9;
const SLOTS_BEFORE = 6;

/**
 * The features of each word of a sentence, as buckets: the word, what stands before it, its groups of three to five letters,
 * and its beginning together with the person spoken of and with a negation before it.
 *
 * A feature belongs to one word, so that the sum over any stretch of words is a difference of two sums.
 */
export function featuresOf(words: readonly string[]): number[][] {
  let person = '';
  let personAt = -PERSON_REACH;
  let negatedAt = -NEGATION_REACH - 1;
  const slots = new SlotsBefore();
  return words.map((word, at) => {
    const [before, second, third] = [words[at - 1] ?? '^', words[at - 2] ?? '^', words[at - 3] ?? '^'];
    const stem = word.slice(0, STEM);
    const features = [
      hash(`1 ${word}`),
      hash(`2 ${before} ${word}`),
      hash(`3 ${second} ${before} ${word}`),
      hash(`4 ${second} ${word}`),
      hash(`5 ${third} ${word}`),
      hash(`6 ${at - personAt < PERSON_REACH ? person : ''} ${stem}`),
    ];
    if (at - negatedAt <= NEGATION_REACH) features.push(hash(`7 ${stem}`));
    if (at === words.length - 1) features.push(hash(`8 ${word}`));
    slots.add(word, at, features);
    lettersOf(word, features);
    if (SELF.has(word)) [person, personAt] = ['self', at];
    else if (OTHERS.has(word)) [person, personAt] = ['others', at];
    if (NEGATIONS.has(word)) negatedAt = at;
    return features;
  });
}

/** A word has many groups of letters and few slots: each counts twice, so that the letters do not drown it. */
const twice = (feature: number): number[] => [feature, feature];

/** The slots that words before have filled: a slot counts by itself, after each of them, and after each pair of neighbours. */
class SlotsBefore {
  private filled: { slot: string; at: number }[] = [];

  /** Add the features of the slots that a word fills. */
  add(word: string, at: number, features: number[]): void {
    const slots = slotsOf(word);
    if (slots.length === 0) return;
    const before = this.filled.filter((each) => at - each.at <= SLOT_REACH);
    for (const slot of slots) {
      features.push(...twice(hash(`9 ${slot}`)));
      before.forEach((each, index) => {
        features.push(...twice(hash(`a ${each.slot} ${slot}`)));
        const next = before[index + 1];
        if (next && next.at > each.at) features.push(hash(`b ${each.slot} ${next.slot} ${slot}`));
      });
    }
    this.filled = [...before, ...slots.map((slot) => ({ slot, at }))].slice(-SLOTS_BEFORE);
  }
}

function lettersOf(word: string, features: number[]): void {
  const padded = `<${word.slice(0, 30)}>`;
  for (let size = 3; size <= 5; size += 1)
    for (let start = 0; start + size <= padded.length; start += 1) features.push(hash(padded, start, start + size));
}

/** FNV-1a over the letters, mixed once more so that the low bits are as good as the high ones. */
function hash(text: string, start = 0, end = text.length): number {
  let value = 0x811c9dc5;
  for (let at = start; at < end; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
  return (value ^ (value >>> 13)) & (BUCKETS - 1);
}
