// How well the words are matched: 100 phrases that the patterns were made with, three times 100 and once 200 that were written
// without sight of the patterns. The first two sets were read afterwards, and the patterns widened with what was missed; the
// third was measured with while the weights were learnt; nobody has read the fourth: only its figures were seen, after each
// version of the weights. The fifth, 200 in English alone, was matched once, after everything else. Beside them stands a development set by kinds (Columbia-Suicide Severity Rating Scale; burden and
// belonging; self-injury; violence; idioms, denials, quotes, other subjects): the weights are learnt from every other phrase of
// it, and the rest measures whether that was learning by heart. Everyday notes of one to three sentences measure false alarms
// where nothing was made to sound alike: the first round was read and more ordinary phrases were written for it, the second
// was written afterwards, and of it only figures were seen.

import { expect, test } from 'vitest';
import development from './testdata/development.testdata.json';
import everyday from './testdata/everyday.testdata.json';
import fifth from './testdata/heldout-fifth.testdata.json';
import fourth from './testdata/heldout-fourth.testdata.json';
import second from './testdata/heldout-second.testdata.json';
import third from './testdata/heldout-third.testdata.json';
import first from './testdata/heldout.testdata.json';
import { carriesCrisisWords } from './match';
import own from './testdata/own.testdata.json';
import { hasPhrase } from './patterns/phrases';
import { sentencesOf } from './sentences';
import { respell } from './spelling';

const MIN_RECALL = 0.95;
const MAX_FALSE_ALARMS = 0.05;
const PATIENCE_MS = 30_000; // a hundred texts take one to four seconds on two busy cores
/**
 * What came out when a set was matched for the first time: the third by the patterns alone, the fourth by patterns and
 * weights. It may get better, never worse. Whoever reads the misses to change patterns, phrases or thresholds needs a new set.
 */
const UNSEEN_BY_PATTERNS = { sensitivity: 0.8, falseAlarms: 0.04 };
const UNSEEN_BY_DEVELOPMENT = { sensitivity: 0.8, falseAlarms: 0.07 };
const UNSEEN = { sensitivity: 0.85, falseAlarms: 0.05 };
/** English alone, a hundred of each, written when the weights were finished, by somebody who saw neither them nor their phrases. */
const UNSEEN_FIFTH = { sensitivity: 0.86, falseAlarms: 0.03 };

/** Everyday notes that nobody read afterwards: far from the aim, and no worse from here on. */
const UNSEEN_EVERYDAY = 0.19;

interface Phrase {
  language: string;
  text: string;
  crisis: boolean;
}

type Matcher = (text: string) => boolean;

const byPatterns: Matcher = (text) => sentencesOf(text).some((sentence) => hasPhrase(respell(sentence)));

/** The share of phrases in which words are found, with Wilson's interval (95 %) and in how many of how many. */
function found(phrases: readonly Phrase[], matches: Matcher) {
  const [count, of, z] = [phrases.filter(({ text }) => matches(text)).length, phrases.length, 1.96];
  const share = count / of;
  const middle = (share + z ** 2 / (2 * of)) / (1 + z ** 2 / of);
  const half = (z / (1 + z ** 2 / of)) * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  const bounds = [Math.max(0, middle - half), Math.min(1, middle + half)].map((bound) => bound.toFixed(2)).join(' to ');
  return { share, described: `${share.toFixed(2)} (${count}/${of}; ${bounds})` };
}

function measure(set: string, phrases: readonly Phrase[], matches: Matcher) {
  const sensitivity = found(
    phrases.filter(({ crisis }) => crisis),
    matches,
  );
  const falseAlarms = found(
    phrases.filter(({ crisis }) => !crisis),
    matches,
  );
  // oxlint-disable-next-line no-console -- the figures that the documentation quotes
  console.info(`${set}: recall ${sensitivity.described}, false alarms ${falseAlarms.described}`);
  return { sensitivity: sensitivity.share, falseAlarms: falseAlarms.share };
}

/** Print the figures of each language and give those of both. */
function measureBoth(set: string, phrases: readonly Phrase[], matches: Matcher = carriesCrisisWords) {
  for (const language of ['en', 'de'])
    measure(
      `${set} ${language}`,
      phrases.filter((each) => each.language === language),
      matches,
    );
  return measure(`${set} both`, phrases, matches);
}

const halves = [0, 1].map((half) => development.filter((_, number) => number % 2 === half));

test('the development set has enough of each language, and at least as many negatives', () => {
  for (const [language, atLeast] of [
    ['en', 400],
    ['de', 200],
  ] as const) {
    const phrases = development.filter((each) => each.language === language);
    expect(phrases.length).toBeGreaterThanOrEqual(atLeast);
    expect(phrases.filter(({ crisis }) => !crisis).length).toBeGreaterThanOrEqual(phrases.length / 2);
  }
  expect(new Set(development.map(({ text }) => text)).size).toBe(development.length);
});

test(
  'the half of the development set that nothing was learnt from is matched no worse than when it was written',
  () => {
    measureBoth('development, learnt from,', halves[0]!);
    const { sensitivity, falseAlarms } = measureBoth('development, not learnt from,', halves[1]!);
    expect(sensitivity).toBeGreaterThanOrEqual(UNSEEN_BY_DEVELOPMENT.sensitivity);
    expect(falseAlarms).toBeLessThanOrEqual(UNSEEN_BY_DEVELOPMENT.falseAlarms);
  },
  PATIENCE_MS,
);

test.each([
  [1, MAX_FALSE_ALARMS],
  [2, UNSEEN_EVERYDAY],
])(
  'everyday notes of round %i are taken for words of distress no more often than %d',
  (round, most) => {
    const notes = everyday.filter((each) => each.round === round);
    expect(notes.length).toBeGreaterThanOrEqual(80);
    for (const language of ['en', 'de']) {
      const falseAlarms = found(
        notes.filter((each) => each.language === language),
        carriesCrisisWords,
      );
      // oxlint-disable-next-line no-console -- the figures that the documentation quotes
      console.info(`everyday notes, round ${round}, ${language}: false alarms ${falseAlarms.described}`);
      expect(falseAlarms.share).toBeLessThanOrEqual(most);
    }
  },
  PATIENCE_MS,
);

test.each([
  ['own', own],
  ['first', first],
  ['second', second],
  ['third', third],
  ['fourth', fourth],
])('the %s set is as many phrases in each language, half of them negatives', (_set, phrases: readonly Phrase[]) => {
  for (const language of ['en', 'de'])
    for (const crisis of [true, false])
      expect(phrases.filter((each) => each.language === language && each.crisis === crisis)).toHaveLength(
        phrases.length / 4,
      );
});

test.each([
  ['own', own],
  ['first', first],
  ['second', second],
])(
  'the %s set is recalled at 0.95 or more with 0.05 false alarms or fewer',
  (set, phrases: readonly Phrase[]) => {
    const { sensitivity, falseAlarms } = measureBoth(set, phrases);
    expect(sensitivity).toBeGreaterThanOrEqual(MIN_RECALL);
    expect(falseAlarms).toBeLessThanOrEqual(MAX_FALSE_ALARMS);
  },
  PATIENCE_MS,
);

test(
  'the third set, which no pattern was made from, is matched by the patterns no worse than at the first look',
  () => {
    const { sensitivity, falseAlarms } = measureBoth('third, by patterns alone,', third, byPatterns);
    expect(sensitivity).toBeGreaterThanOrEqual(UNSEEN_BY_PATTERNS.sensitivity);
    expect(falseAlarms).toBeLessThanOrEqual(UNSEEN_BY_PATTERNS.falseAlarms);
    expect(measureBoth('third', third).sensitivity).toBeGreaterThanOrEqual(UNSEEN_BY_PATTERNS.sensitivity);
  },
  PATIENCE_MS,
);

test(
  'the fourth set, which nothing was made from, is matched no worse than at the first look',
  () => {
    measureBoth('fourth, by patterns alone,', fourth, byPatterns);
    const { sensitivity, falseAlarms } = measureBoth('fourth', fourth);
    expect(sensitivity).toBeGreaterThanOrEqual(UNSEEN.sensitivity);
    expect(falseAlarms).toBeLessThanOrEqual(UNSEEN.falseAlarms);
  },
  PATIENCE_MS,
);

test(
  'the fifth set, English alone, is matched no worse than at the first look',
  () => {
    expect(fifth.filter(({ crisis }) => crisis)).toHaveLength(fifth.length / 2);
    measure('fifth en, by patterns alone,', fifth, byPatterns);
    const { sensitivity, falseAlarms } = measure('fifth en', fifth, carriesCrisisWords);
    expect(sensitivity).toBeGreaterThanOrEqual(UNSEEN_FIFTH.sensitivity);
    expect(falseAlarms).toBeLessThanOrEqual(UNSEEN_FIFTH.falseAlarms);
  },
  PATIENCE_MS,
);

test.each([
  ['this exercise kills me', false],
  ['Der Test bringt mich um', false],
  ['I don’t want to live', true],
  ['ICH WILL NICHT MEHR LEBEN!!', true],
  ['Ich moechte sterben', true],
  ['First line.\n\nI want to die.\nLast line.', true],
  ['i keep thinking abuot suicdie', true],
  ['ich will nimmer lebn', true],
  ['I want to\ndie', true],
  ['Ich will nicht mehr\nleben', true],
  ['I just want to... die', true],
  ['I want to d\u200bie', true],
  ['Ich will mich um\u00adbringen', true],
  ['Ｉ ｗａｎｔ ｔｏ ｄｉｅ', true],
  ['I want to d\u0456e', true],
  ['I don\u02bct want to live', true],
  ['Wegen dem Kurs will ich mich umbringen', true],
  ['Ich schaffe den Kurs nicht, ich will mich umbringen', true],
  ['In der Geschichte bin ich schlecht und ich will nicht mehr leben', true],
  ['Beim Lernen für den Kurs denke ich an Selbstmord', true],
  ['Dieser Text ist mein Abschiedsbrief', true],
  ['Das Kapitel ist lang und mein Onkel hat mich missbraucht', true],
  ['Mein Vater schlägt mich nach dem Training', true],
  ['The homework does not matter, I will be dead tomorrow', true],
  ['I lost the game and dad hit me', true],
  ['', false],
])('%j → %s', (text, expected) => {
  expect(carriesCrisisWords(text)).toBe(expected);
});

test.each([
  ['ordinary', 'I have looked at the mean and he says that I want my own way to see it '],
  ['one letter', 'i '],
  ['German pronouns', 'ich mich mir '],
  ['a friend and more friends', 'my friend she my mum '],
  ['half of a plan', 'ich von der in den vor den '],
  ['one endless word', 'a'],
])(
  'the longest text that a field takes does not hold up typing: %s',
  (_kind, words) => {
    const text = words.repeat(4000).slice(0, 4000);
    carriesCrisisWords('the expressions are built at the first match');
    const started = performance.now();
    carriesCrisisWords(text);
    expect(performance.now() - started).toBeLessThan(5000); // 2 to 3 ms of processor time (`npm run crisis:speed`); without bounded gaps it would not end
  },
  PATIENCE_MS,
);
