// Learns to tell words of self-harm and abuse from harmless ones: logistic regression over the features of the client itself,
// so that there is one implementation of them. `npm run crisis` writes the weights; `npm run crisis -- --check` only measures.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { phrasesOf, random } from './phrases.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const crisis = join(here, '../../src/platform/crisis');
const load = async (name) => (await runnerImport(join(crisis, name))).module;
const { LARGEST, ZERO } = await load('classifier.ts');
const { BUCKETS, featuresOf } = await load('features.ts');
const { sentencesOf } = await load('sentences.ts');
const { respell } = await load('spelling.ts');
const { hasPhrase } = await load('patterns/phrases.ts');
const { languageOf } = await load('language.ts');

const SEED = 20261129;
const FOLDS = 5;
const MEAN_OF = 4; // runs with seeds of their own make the weights that are written: what chance added to one fades in the mean
const SEEDS_APART = 1000;
const EPOCHS = 16;
const A_LINE_AN_EPOCH = 10; // a line with many choices counts no more than ten written out
const RATE = 0.35;
const SMOOTHING = 0.05; // no phrase is certain: this keeps one from deciding alone
const DROPPED = 0.3; // of the features, at each step: none may be relied upon
const MISTYPED = 0.2;
const IN_THE_MIDDLE = 0.2; // of the phrases stand beside a harmless one
const MAX_FALSE_ALARMS = { en: 0.07, de: 0.055 }; // of the harmless phrases here, most of which are made to sound alike
const A_PHRASE = { en: 1, de: 3 }; // what a phrase of the patterns adds to a score: the German ones seldom err
const CHECKED_A_LINE = 12;
const DEVELOPMENT_COUNTS = 3; // every other phrase of the development set is a line of so many; the others only measure

/** A phrase as the matcher sees it, sentence marks being no ends here. */
const respelled = (text) => respell(sentencesOf(text).join(' '));
const readAs = (text) => featuresOf(respelled(text).split(' ')).flat();

/** A slip of the finger. */
function mistyped(text, chance) {
  const at = Math.floor(chance() * text.length);
  const kind = chance();
  if (kind < 0.4) return text.slice(0, at) + text.slice(at + 1);
  if (kind < 0.6) return text.slice(0, at) + text[at] + text.slice(at);
  return text.slice(0, at) + (text[at + 1] ?? '') + text[at] + text.slice(at + 2);
}

async function readLines() {
  const lines = [];
  for (const name of (await readdir(join(here, 'phrases'))).toSorted())
    for (const texts of phrasesOf(await readFile(join(here, 'phrases', name), 'utf8'), SEED))
      lines.push({ language: name.startsWith('german') ? 'de' : 'en', isCrisis: name.includes('crisis'), texts });
  const development = JSON.parse(await readFile(join(crisis, 'testdata/development.testdata.json'), 'utf8'));
  for (const [number, { language, text, crisis: isCrisis }] of development.entries())
    if (number % 2 === 0)
      lines.push({ language, isCrisis, texts: [text, ...Array(DEVELOPMENT_COUNTS - 1).fill(text)] });
  const chance = random(SEED);
  return lines.map((line) => ({
    ...line,
    phrases: line.texts.map(readAs),
    mistyped: line.texts.map((text) => readAs(mistyped(text, chance))),
  }));
}

/** The same lines in another order. */
function shuffled(lines, chance) {
  const order = [...lines];
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(chance() * (at + 1));
    [order[at], order[other]] = [order[other], order[at]];
  }
  return order;
}

/** Stochastic gradient descent (AdaGrad); the weights are the mean of those of the second half of the epochs. */
function learn(lines, seed) {
  const chance = random(seed);
  const pick = (list) => list[Math.floor(chance() * list.length)];
  const harmless = { en: [], de: [] };
  for (const { isCrisis, language, phrases } of lines) if (!isCrisis) harmless[language].push(phrases);
  const steps = lines.flatMap((line) => Array(Math.min(A_LINE_AN_EPOCH, line.phrases.length)).fill(line));
  const weights = new Float32Array(BUCKETS);
  const mean = new Float32Array(BUCKETS);
  const squares = new Float32Array(BUCKETS).fill(1e-3);
  let bias = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (const line of shuffled(steps, chance)) {
      let features = pick(chance() < MISTYPED ? line.mistyped : line.phrases);
      if (chance() < IN_THE_MIDDLE) features = [...features, ...pick(pick(harmless[line.language]))];
      features = features.filter(() => chance() >= DROPPED);
      const norm = 1 / Math.sqrt(features.length || 1);
      const z = features.reduce((sum, feature) => sum + weights[feature] * norm, bias);
      const error = 1 / (1 + Math.exp(-z)) - (line.isCrisis ? 1 - SMOOTHING : SMOOTHING);
      bias -= 0.01 * error;
      for (const feature of features) {
        squares[feature] += (error * norm) ** 2;
        weights[feature] -= (RATE * error * norm) / Math.sqrt(squares[feature]);
      }
    }
    if (epoch >= EPOCHS / 2) mean.forEach((sum, feature) => (mean[feature] = sum + weights[feature] / (EPOCHS / 2)));
  }
  return { weights: mean, bias };
}

/** The mean of what several runs learn, added up in the order of their seeds. */
function learnInMean(lines) {
  const weights = new Float32Array(BUCKETS);
  let bias = 0;
  for (let run = 0; run < MEAN_OF; run += 1) {
    const one = learn(lines, SEED + SEEDS_APART * run);
    one.weights.forEach((weight, bucket) => (weights[bucket] += weight));
    bias += one.bias;
  }
  return { weights: weights.map((weight) => weight / MEAN_OF), bias: bias / MEAN_OF };
}

/** One letter a weight. */
function quantised({ weights, bias }) {
  const largest = Float32Array.from(weights, Math.abs).toSorted()[Math.floor(weights.length * 0.9995)];
  const scale = largest / LARGEST;
  const buckets = Int8Array.from(weights, (weight) =>
    Math.max(-LARGEST, Math.min(LARGEST, Math.round(weight / scale))),
  );
  return { buckets, scale, bias };
}

const scoreOf = (features, { buckets, scale, bias }) =>
  bias + (scale * features.reduce((sum, feature) => sum + buckets[feature], 0)) / Math.sqrt(features.length || 1);

/** Score every line by weights that have not seen it, nor any phrase of it. */
function crossValidated(lines) {
  return Array.from({ length: FOLDS }).flatMap((_, fold) => {
    const weights = quantised(
      learn(
        lines.filter((_line, number) => number % FOLDS !== fold),
        SEED + fold,
      ),
    );
    return lines
      .filter((_line, number) => number % FOLDS === fold)
      .flatMap(({ phrases, texts, ...line }) =>
        phrases.slice(0, CHECKED_A_LINE).map((features, at) => ({
          ...line,
          readAs: languageOf(respelled(texts[at]).split(' ')),
          hasPhrase: hasPhrase(respelled(texts[at])),
          score: scoreOf(features, weights),
        })),
      );
  });
}

const total = ({ score, hasPhrase, readAs }) => score + (hasPhrase ? A_PHRASE[readAs] : 0);
const isFound = (thresholds) => (each) => total(each) > thresholds[each.readAs];
const share = (list, holds) => list.filter(holds).length / list.length;

/** For each language the lowest threshold with which so many of its harmless phrases are taken for others. */
function thresholdsFor(scored) {
  const of = (language) => {
    const totals = scored.filter((each) => !each.isCrisis && each.readAs === language).map(total);
    return totals.toSorted((one, other) => other - one)[Math.floor(MAX_FALSE_ALARMS[language] * totals.length)];
  };
  return { en: of('en'), de: of('de') };
}

function report(lines, scored) {
  const threshold = thresholdsFor(scored);
  process.stdout.write(
    `thresholds ${threshold.en.toFixed(2)}, ${threshold.de.toFixed(2)}; of lines that the weights had not seen:\n`,
  );
  for (const language of ['en', 'de']) {
    const of = (list, isCrisis) => list.filter((each) => each.isCrisis === isCrisis && each.language === language);
    const count = (isCrisis) => of(lines, isCrisis).reduce((sum, { texts }) => sum + texts.length, 0);
    const recall = share(of(scored, true), isFound(threshold)).toFixed(3);
    const byPatterns = share(of(scored, true), ({ hasPhrase }) => hasPhrase).toFixed(3);
    const falseAlarms = share(of(scored, false), isFound(threshold)).toFixed(3);
    process.stdout.write(
      `${language}: ${count(true)} crisis phrases, ${count(false)} harmless; recall ${recall} (patterns alone ${byPatterns}), false alarms ${falseAlarms}\n`,
    );
  }
}

const lines = await readLines();
const scored = crossValidated(lines);
report(lines, scored);
if (!process.argv.includes('--check')) {
  const { buckets, scale, bias } = quantised(learnInMean(lines));
  const short = (value) => Number(value.toPrecision(5));
  const found = thresholdsFor(scored);
  const threshold = { en: short(found.en), de: short(found.de) };
  const learnt = { scale: short(scale), bias: short(bias), threshold, phrase: A_PHRASE };
  const weights = Array.from(buckets, (weight) => String.fromCharCode(ZERO + weight)).join('');
  await writeFile(join(crisis, 'weights.json'), `${JSON.stringify({ ...learnt, weights }, null, 2)}\n`);
}
