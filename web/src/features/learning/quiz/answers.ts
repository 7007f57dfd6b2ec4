import type { Answer, Question } from '../api';

/** What the student has entered so far, by question. Numbers stay text until they are submitted. */
export type Draft = Readonly<Record<string, string | readonly string[]>>;

/** A number as people write it, with a point or a comma; null when it is none. */
export function parseNumber(text: string): number | null {
  const tidy = text.trim().replace(/\s/g, '').replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(tidy) ? Number(tidy) : null;
}

/** The problem with a draft's answer, as a catalogue key, or null when it can be submitted. */
export function problemWith(question: Question, draft: Draft): 'unanswered' | 'no_number' | null {
  const given = draft[question.id];
  if (given === undefined || given.length === 0 || (typeof given === 'string' && given.trim() === '')) return 'unanswered';
  if (question.kind === 'number' && parseNumber(String(given)) === null) return 'no_number';
  return null;
}

/** The answers as the server wants them; only for a draft without problems. */
export function toAnswers(questions: readonly Question[], draft: Draft): Record<string, Answer> {
  return Object.fromEntries(questions.map((question) => [question.id, toAnswer(question, draft[question.id] ?? '')]));
}

function toAnswer(question: Question, given: string | readonly string[]): Answer {
  if (question.kind === 'multiple') return [...given];
  if (question.kind === 'number') return parseNumber(String(given)) ?? String(given);
  return String(given).trim();
}
