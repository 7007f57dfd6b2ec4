import type { HelpKind } from '@/platform/lesson/signals';
import type { Block, Question } from '../api';

/** The help of a block itself, where that of an item is known by the question's id. */
export const OF_BLOCK = 'block';

/** Where help of a kind is opened: at the item, else at the block, else at the first item that has it; null for none. */
export function helpTarget(block: Block, kind: HelpKind, questionId: string | null): string | null {
  const questions = block.quiz?.questions ?? [];
  const asked = questions.find(({ id }) => id === questionId);
  if (asked && itemHas(asked, kind, block)) return asked.id;
  if (blockHas(block, kind)) return OF_BLOCK;
  return questions.find((question) => itemHas(question, kind, block))?.id ?? null;
}

/** The worked example that serves an item: its own, else its block's. */
export function exampleFor(question: Question, block: Block): string | null {
  return question.example ?? block.example;
}

function itemHas(question: Question, kind: HelpKind, block: Block): boolean {
  if (kind === 'hint') return question.hints.length > 0;
  if (kind === 'example') return exampleFor(question, block) !== null;
  return kind === 'easier' && question.easier !== null;
}

function blockHas(block: Block, kind: HelpKind): boolean {
  if (kind === 'hint') return block.hints.length > 0;
  return block[kind] !== null;
}
