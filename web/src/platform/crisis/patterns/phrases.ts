import { ENGLISH } from './english';
import { GERMAN } from './german';
import { compile } from './patterns';

const LANGUAGES = [compile(ENGLISH), compile(GERMAN)];

/** Whether a respelled sentence has one of the phrases, what sounds alike and means nothing of it taken out. */
export function hasPhrase(sentence: string): boolean {
  const padded = ` ${sentence} `;
  // what sounds alike is looked for last: most sentences have nothing that it could be mistaken for
  return LANGUAGES.some(({ crisis, harmless }) => crisis.test(padded) && crisis.test(harmless.replace(padded, ' ~')));
}
