import { newQuestion } from '../draft/newBlocks';
import type { AnyQuestion, QuestionKind } from '../types';

const isChoice = (kind: QuestionKind) => kind === 'single' || kind === 'multiple';

/** A question as one of another kind: what both have stays, and so does its id. */
export function rekinded<Question extends AnyQuestion>(question: Question, kind: QuestionKind): AnyQuestion {
  if (question.kind === kind) return question;
  if ('choices' in question && isChoice(kind)) {
    const firstRight = question.choices.findIndex(({ correct }) => correct);
    const choices =
      kind === 'single'
        ? question.choices.map((choice, index) => ({ ...choice, correct: index === Math.max(0, firstRight) }))
        : question.choices;
    return { ...question, kind: kind as 'single' | 'multiple', choices, partial_credit: kind === 'multiple' };
  }
  const { id: _fresh, prompt: _prompt, feedback: _feedback, points: _points, ...own } = newQuestion(kind);
  const { id, prompt, feedback, points } = question;
  const help = 'hints' in question ? helpOf(question) : {};
  return { id, prompt, feedback, points, ...help, ...own } as AnyQuestion;
}

function helpOf(question: object): object {
  const { skill, pool, hints, example } = question as Record<string, unknown>;
  // An easier sibling is of the same kind; one of the former kind would not fit any more.
  return { skill, pool, hints, example, easier: null };
}
