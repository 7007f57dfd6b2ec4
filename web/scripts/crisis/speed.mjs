// Prints how long the longest text that a field takes needs when all of it is one sentence, and how long a note: processor
// time, the median of nine.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const here = dirname(fileURLToPath(import.meta.url));
const { carriesCrisisWords } = (await runnerImport(join(here, '../../src/platform/crisis/match.ts'))).module;

const LENGTH = 4000;
const RUNS = 9;
const KINDS = {
  'a note':
    'I have learned how the median differs from the mean and then we looked at a plot of the incomes of ten people and my notes say ',
  'eine Notiz':
    'Ich habe heute gelernt wie man den Mittelwert berechnet und dann haben wir über die Stichprobe gesprochen und meine Lehrerin sagt ',
  'words of many phrases': 'I want my own way and he says that my friend and my mum think of it ',
  'one letter': 'i ',
  'German pronouns': 'ich mich mir ',
  'half of a plan': 'ich von der in den vor den ',
};

/** The median of the processor time that a text takes. */
function measure(kind, textOf) {
  const taken = Array.from({ length: RUNS + 3 }, (_, run) => {
    const text = textOf(run);
    const started = process.cpuUsage();
    carriesCrisisWords(text);
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  });
  const median = taken.slice(3).toSorted((one, other) => one - other)[Math.floor(RUNS / 2)];
  process.stdout.write(`${kind}: ${median.toFixed(1)} ms\n`);
}

for (const [kind, words] of Object.entries(KINDS))
  measure(kind, (run) => `${run} ${words.repeat(LENGTH)}`.slice(0, LENGTH));
measure(
  'an ordinary note of three sentences',
  (run) =>
    `${run} things I learnt today. The median is the middle value, and the mean moves with every outlier. Tomorrow I will read pages 20 to 35 and ask about the second step.`,
);
