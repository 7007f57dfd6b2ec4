import type { Answer, Question, QuizResult } from '../api';
import type { NumberReading, ReviewedQuestion } from './api';
import { plainText } from './fields/plainText';

/** An answer as it is entered: a text (a number as it was typed), an id, several in their order, or one for each part. */
export type Given = string | readonly string[] | Readonly<Record<string, string>>;

/** What the student has entered so far, by question. */
export type Draft = Readonly<Record<string, Given>>;

/** Why an answer cannot be handed in, as a key of the catalogue; null when it can. */
export type Problem = 'unanswered' | 'ambiguous' | NonNullable<NumberReading['problem']>;

/** Whether an answer says nothing. */
export function isBlank(given: Given | undefined): boolean {
  if (given === undefined) return true;
  return typeof given === 'string' ? given.trim() === '' : Object.keys(given).length === 0;
}

/** An answer that was handed in, as it was entered. */
export function asGiven({ answer }: ReviewedQuestion): Given | undefined {
  if (answer === null) return undefined;
  return typeof answer === 'number' ? String(answer) : answer;
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
      return [[id, typeof given === 'string' ? given.trim() : copyOf(given)]];
    }),
  );
}

/** The same answer, to be sent. */
export function copyOf(given: Given): Answer {
  if (typeof given === 'string') return given;
  return Array.isArray(given) ? [...(given as readonly string[])] : { ...(given as Record<string, string>) };
}

/** The items of a hand-in that were not right, with what was answered in words. */
export function wrongItems(questions: readonly Question[], { questions: marks }: QuizResult, draft: Draft) {
  const wrong = new Set(marks.filter(({ correct }) => correct === false).map(({ question_id: id }) => id));
  return questions.flatMap((question, index) =>
    wrong.has(question.id)
      ? [{ questionId: question.id, number: index + 1, given: inWords(question, draft[question.id]) }]
      : [],
  );
}

/** The same for an answer as the server sends it. */
export function answerInWords(question: Question, answer: unknown): string {
  if (answer === null || answer === undefined) return '';
  return inWords(question, typeof answer === 'number' ? String(answer) : (answer as Given));
}

/** An answer as the student would say it: what was typed, or the texts of the choices. */
export function inWords({ kind, choices, lefts, rights, items }: Question, given: Given | undefined): string {
  if (given === undefined || kind === 'file') return '';
  const pieces = [...choices, ...lefts, ...rights, ...items];
  const word = (id: string) => {
    const piece = pieces.find((other) => other.id === id);
    return piece ? plainText(piece.text_html) : id;
  };
  if (typeof given === 'string') return choices.length > 0 ? word(given) : given.trim();
  if (kind === 'multiple')
    return choices
      .filter(({ id }) => (given as readonly string[]).includes(id))
      .map(({ id }) => word(id))
      .join(', ');
  if (Array.isArray(given)) return (given as readonly string[]).map(word).join(', ');
  return Object.entries(given)
    .map(([part, answer]) => (kind === 'matching' ? `${word(part)}: ${word(answer)}` : answer))
    .join(', ');
}
