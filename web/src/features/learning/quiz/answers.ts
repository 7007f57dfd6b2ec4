import type { Answer, Question } from '../api';
import type { NumberReading } from './api';

/** An answer as it is entered: a text (a number as it was typed), the id of a choice, or several. */
export type Given = string | readonly string[];

/** What the student has entered so far, by question. */
export type Draft = Readonly<Record<string, Given>>;

/** Why an answer cannot be handed in, as a key of the catalogue; null when it can. */
export type Problem = 'unanswered' | 'ambiguous' | NonNullable<NumberReading['problem']>;

/** Whether an answer says nothing. */
export function isBlank(given: Given | undefined): boolean {
  return given === undefined || given.length === 0 || (typeof given === 'string' && given.trim() === '');
}

/** The problem with how a number is read. */
export function problemOf(reading: Pick<NumberReading, 'problem' | 'choices'> | null): Problem | null {
  if (!reading) return null;
  return reading.problem ?? (reading.choices.length > 0 ? 'ambiguous' : null);
}

/** The numbers, from 1, of the questions without an answer. */
export function missingIn(questions: readonly Question[], draft: Draft): number[] {
  return questions.flatMap(({ id }, index) => (isBlank(draft[id]) ? [index + 1] : []));
}

/** The answers as the server wants them; what is blank is left out. */
export function toAnswers(questions: readonly Question[], draft: Draft): Record<string, Answer> {
  return Object.fromEntries(
    questions.flatMap(({ id }) => {
      const given = draft[id];
      if (given === undefined || isBlank(given)) return [];
      return [[id, typeof given === 'string' ? given.trim() : [...given]]];
    }),
  );
}
