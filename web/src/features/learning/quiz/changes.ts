import type { Question } from '../api';
import { isBlank, type Draft, type Given } from './answers';
import { asList, asMap } from './fields/controls';

/** What became of a question while the student had the quiz open. `number` counts from 1, in the quiz where it stands. */
export interface QuizChange {
  kind: 'gone' | 'added' | 'reworded' | 'emptied';
  number: number;
  /** What the student had written to a question that is gone. */
  answer?: string;
}

/** Whether an answer can still be given to one of the questions: it is there, of the kind, and its choices are. */
export function fits(questions: readonly Question[], questionId: string, given: Given): boolean {
  const question = questions.find(({ id }) => id === questionId);
  if (!question) return false;
  const { kind, choices, items, lefts, rights, gaps } = question;
  const all = (ids: readonly string[], available: readonly { id: string }[]) =>
    ids.every((id) => available.some((other) => other.id === id));
  if (kind === 'multiple') return Array.isArray(given) && all(asList(given), choices);
  if (kind === 'ordering') return Array.isArray(given) && all(asList(given), items);
  if (kind === 'file') return Array.isArray(given);
  if (kind === 'matching' || kind === 'gaps') {
    if (typeof given === 'string' || Array.isArray(given)) return false;
    const parts = asMap(given);
    return kind === 'gaps'
      ? all(Object.keys(parts), gaps)
      : all(Object.keys(parts), lefts) && all(Object.values(parts), rights);
  }
  return typeof given === 'string' && (kind !== 'single' || given === '' || all([given], choices));
}

/** What a student has to look at again after a quiz has been changed under their hands. */
export function describeChanges(before: readonly Question[], after: readonly Question[], answers: Draft): QuizChange[] {
  const gone = before.flatMap((question, index): QuizChange[] => {
    if (after.some(({ id }) => id === question.id)) return [];
    const given = answers[question.id];
    return [
      {
        kind: 'gone',
        number: index + 1,
        ...(typeof given === 'string' && question.choices.length === 0 && given ? { answer: given } : {}),
      },
    ];
  });
  const others = after.flatMap((question, index): QuizChange[] => {
    const earlier = before.find(({ id }) => id === question.id);
    if (!earlier) return [{ kind: 'added', number: index + 1 }];
    const given = answers[question.id];
    if (given !== undefined && !isBlank(given) && !fits(after, question.id, given))
      return [{ kind: 'emptied', number: index + 1 }];
    return JSON.stringify(earlier) === JSON.stringify(question) ? [] : [{ kind: 'reworded', number: index + 1 }];
  });
  return [...gone, ...others];
}
