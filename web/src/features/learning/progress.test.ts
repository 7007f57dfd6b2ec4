import { expect, test } from 'vitest';
import { addProgress, applyProgress, expectProgress, type Lesson, type ProgressItem } from './progress';

const viewed: ProgressItem = { lessonId: 'l1', blockId: 'b1', status: 'viewed' };

const lesson = {
  id: 'l1', completed: false, completed_at: null, resume: { block_id: null, video_seconds: {} }, completion_rules: [],
  blocks: [{ id: 'b1', completed: false }, { id: 'b2', completed: true }],
} as unknown as Lesson;

test('a block waits once, however often it is reported', () => {
  expect(addProgress(addProgress([], viewed), viewed)).toHaveLength(1);
});

test('a completed block does not become merely viewed again', () => {
  const queue = addProgress(addProgress([], { ...viewed, status: 'completed' }), viewed);
  expect(queue[0]?.status).toBe('completed');
});

test('the newest place in a video replaces the older one, and a report without a place keeps it', () => {
  const watching = addProgress(addProgress([], { ...viewed, videoSeconds: 10 }), { ...viewed, videoSeconds: 25 });
  expect(watching[0]?.videoSeconds).toBe(25);
  expect(addProgress(watching, viewed)[0]?.videoSeconds).toBe(25);
});

test('the same block id in another lesson is another item', () => {
  expect(addProgress([viewed], { ...viewed, lessonId: 'l2' })).toHaveLength(2);
});

test('the server has the last word about what is completed', () => {
  const after = applyProgress(expectProgress(lesson, { ...viewed, status: 'completed' }), {
    lesson_id: 'l1', completed: true, completed_block_ids: ['b2'], resume: { block_id: 'b2', video_seconds: {} }, completion_rules: [],
  });
  expect(after.blocks.map((block) => block.completed)).toEqual([false, true]);
  expect(after.completed).toBe(true);
  expect(after.resume.block_id).toBe('b2');
});

test('an answer about another lesson changes nothing', () => {
  const progress = { lesson_id: 'l9', completed: true, completed_block_ids: [], resume: lesson.resume, completion_rules: [] };
  expect(applyProgress(lesson, progress)).toBe(lesson);
});

test('a completed block shows at once, a viewed one changes nothing', () => {
  expect(expectProgress(lesson, { ...viewed, status: 'completed' }).blocks[0]?.completed).toBe(true);
  expect(expectProgress(lesson, viewed)).toBe(lesson);
});
