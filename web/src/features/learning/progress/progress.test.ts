import { expect, test } from 'vitest';
import {
  applyProgress,
  expectProgress,
  mergeProgress,
  progressKey,
  retractProgress,
  type Lesson,
  type ProgressItem,
} from './progress';

const viewed: ProgressItem = { lessonId: 'l1', blockId: 'b1', status: 'viewed' };

const lesson = {
  id: 'l1',
  completed: false,
  completed_at: null,
  resume: { block_id: null, video_seconds: {} },
  completion_rules: [],
  blocks: [
    { id: 'b1', completed: false },
    { id: 'b2', completed: true },
  ],
} as unknown as Lesson;

const at = (minute: number, videoSeconds: number): ProgressItem => ({
  ...viewed,
  videoSeconds,
  madeAt: `2026-03-01T10:0${minute}:00.000Z`,
});

test('a completed block does not become merely viewed again, in whatever order the two are merged', () => {
  const completed: ProgressItem = { ...viewed, status: 'completed' };
  expect(mergeProgress(completed, viewed).status).toBe('completed');
  expect(mergeProgress(viewed, completed).status).toBe('completed');
});

test('the place in a video is the one where the student was last, not the one that was put last', () => {
  expect(mergeProgress(at(5, 300), at(2, 120))).toMatchObject({
    videoSeconds: 300,
    madeAt: '2026-03-01T10:05:00.000Z',
  });
  expect(mergeProgress(at(2, 120), at(5, 300))).toMatchObject({ videoSeconds: 300 });
  expect(mergeProgress({ ...viewed, videoSeconds: 40 }, at(1, 10))).toMatchObject({ videoSeconds: 10 });
});

test('merging twice changes nothing', () => {
  const once = mergeProgress(at(2, 120), at(5, 300));
  expect(mergeProgress(once, at(2, 120))).toEqual(once);
});

test('a block, its video and the same block in another lesson are told separately', () => {
  expect(new Set([viewed, at(1, 10), { ...viewed, lessonId: 'l2' }].map(progressKey)).size).toBe(3);
  expect(progressKey(at(1, 10))).toBe(progressKey(at(2, 20)));
});

test('the server has the last word about what is completed', () => {
  const after = applyProgress(expectProgress(lesson, { ...viewed, status: 'completed' }), {
    lesson_id: 'l1',
    completed: true,
    completed_block_ids: ['b2'],
    resume: { block_id: 'b2', video_seconds: {} },
    completion_rules: [],
  });
  expect(after.blocks.map((block) => block.completed)).toEqual([false, true]);
  expect(after.completed).toBe(true);
  expect(after.resume.block_id).toBe('b2');
});

test('an answer about another lesson changes nothing', () => {
  const progress = {
    lesson_id: 'l9',
    completed: true,
    completed_block_ids: [],
    resume: lesson.resume,
    completion_rules: [],
  };
  expect(applyProgress(lesson, progress)).toBe(lesson);
});

test("the page counts as the server will: with its last part the lesson's parts are done, whatever its graded quiz", () => {
  const rules = [{ rule: 'complete_blocks', block_id: null, met: false, closed: false, waiting: false, text_key: '' }];
  const graded = { id: 'b3', kind: 'quiz', completed: false, quiz: { graded: true } };
  const open = { ...lesson, completion_rules: rules, blocks: [...lesson.blocks, graded] } as unknown as Lesson;
  expect(expectProgress(open, { ...viewed, blockId: 'b2', status: 'completed' }).completion_rules[0]?.met).toBe(false);
  expect(expectProgress(open, { ...viewed, status: 'completed' }).completion_rules[0]?.met).toBe(true);
});

test('a completed block shows immediately, a viewed one changes nothing', () => {
  expect(expectProgress(lesson, { ...viewed, status: 'completed' }).blocks[0]?.completed).toBe(true);
  expect(expectProgress(lesson, viewed)).toBe(lesson);
});

test('what was shown in advance is taken back when it is refused', () => {
  const completed: ProgressItem = { ...viewed, status: 'completed' };
  expect(
    retractProgress(expectProgress(lesson, completed), [completed]).blocks.map((block) => block.completed),
  ).toEqual([false, true]);
  expect(retractProgress(lesson, [viewed])).toBe(lesson);
});
