import type { BlockBody, Item, LessonBody } from '../types';
import { newContent, newItem } from './newBlocks';

/** A text in which everything has a value: what was stored before a setting was there has its default. */
export function completed(body: LessonBody): LessonBody {
  return { ...body, blocks: body.blocks.map(completedBlock) };
}

function completedBlock(block: BlockBody): BlockBody {
  const content = { ...newContent(block.kind), ...block.content };
  const whole = { ...block, content } as BlockBody;
  if (whole.kind !== 'quiz') return whole;
  const questions = whole.content.questions.map(completedItem);
  return { ...whole, content: { ...whole.content, questions } };
}

function completedItem(item: Item): Item {
  // Stored questions that never said so give no partial credit: their marks stay what they were.
  const before = item.kind === 'multiple' ? { partial_credit: false } : {};
  return { ...newItem(item.kind), ...before, ...item } as Item;
}
