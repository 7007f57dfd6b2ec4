import type { Question } from '../api';
import type { Draft, Given } from './answers';

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
  const available = new Set(question.choices.map(({ id }) => id));
  if (question.kind === 'multiple') return typeof given !== 'string' && given.every((id) => available.has(id));
  return typeof given === 'string' && (question.kind !== 'single' || given === '' || available.has(given));
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
    if (given !== undefined && given.length > 0 && !fits(after, question.id, given))
      return [{ kind: 'emptied', number: index + 1 }];
    return JSON.stringify(earlier) === JSON.stringify(question) ? [] : [{ kind: 'reworded', number: index + 1 }];
  });
  return [...gone, ...others];
}
