import { expect, test } from 'vitest';
import {
  EFFECTS,
  finishedByAnswer,
  finishedByReading,
  finishedByTool,
  type MessageAction,
  type Pending,
} from './action';

const begun = (kind: MessageAction['kind']): Pending => ({
  messageId: 'o1',
  action: { kind, lesson_id: 'l1', block_id: 'b1', question_id: null, label: '', prefill: null },
});

test('every action changes the page, and none is without an end', () => {
  for (const kind of Object.keys(EFFECTS) as MessageAction['kind'][]) {
    const pending = begun(kind);
    const ends = [
      (['break', 'breathing', 'plan', 'note', 'ask_tutor'] as const).some((tool) => finishedByTool(pending, tool)),
      finishedByAnswer(pending, 'b1'),
      finishedByReading(pending, { lessonId: 'l1', blockId: 'b1' }),
      EFFECTS[kind].type === 'talk' || EFFECTS[kind].type === 'answer', // over with the tap itself
    ];
    expect(ends.some(Boolean), kind).toBe(true);
  }
});

test('a quiz to skip ahead is finished by handing it in, not by looking at it', () => {
  const pending = begun('skip_test');
  expect(finishedByReading(pending, { lessonId: 'l1', blockId: 'b1' })).toBe(false);
  expect(finishedByAnswer(pending, 'b2')).toBe(false);
  expect(finishedByAnswer(pending, 'b1')).toBe(true);
});
