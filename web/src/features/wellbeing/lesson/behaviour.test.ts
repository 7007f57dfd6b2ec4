import { expect, test } from 'vitest';
import { MemoryStore, Outbox } from '@/platform/outbox';
import type { BehaviourEvent } from '../api';
import { behaviourBox, behaviourEvent } from './behaviour';

const location = { lessonId: 'l1', blockId: 'b1', inGradedQuiz: false };
const at = new Date('2026-03-01T10:00:00Z');

test('what happened is told with its location, and its seconds to a tenth', () => {
  expect(behaviourEvent({ kind: 'rewind', location, seconds: 12.3456 }, 'e1', at)).toEqual({
    id: 'e1',
    kind: 'rewind',
    at: '2026-03-01T10:00:00.000Z',
    lesson_id: 'l1',
    block_id: 'b1',
    seconds: 12.3,
  });
});

test('a rewind says where it led to, a stay how much of it was seen', () => {
  expect(behaviourEvent({ kind: 'rewind', location, seconds: 12, position: 30.06 }, 'e1', at)).toMatchObject({
    seconds: 12,
    position: 30.1,
  });
  expect(behaviourEvent({ kind: 'block_dwell', location, seconds: 90, visibleSeconds: 0 }, 'e1', at)).toMatchObject({
    seconds: 90,
    visible_seconds: 0,
  });
});

test('help that was opened says whose it is, and which rung', () => {
  const help = { questionId: 'q2', step: 2 };
  expect(behaviourEvent({ kind: 'hint_opened', location, help }, 'e1', at)).toMatchObject({
    question_id: 'q2',
    step: 2,
  });
});

test('outside of a block there is nothing to tell', () => {
  expect(behaviourEvent({ kind: 'pause', location: { ...location, blockId: null } }, 'e1', at)).toBeNull();
});

test('only the newest two hundred wait', () => {
  const event = behaviourEvent({ kind: 'pause', location }, 'e', at)!;
  const box = new Outbox<BehaviourEvent>({
    ...behaviourBox('u1'),
    send: async () => undefined,
    delay: 1_000,
    store: Promise.resolve(new MemoryStore()),
  });
  for (let index = 0; index < 230; index += 1) box.put({ ...event, id: `e${index}` });
  expect(box.items).toHaveLength(200);
  expect(box.items.at(-1)?.id).toBe('e229');
  expect(box.refusals).toMatchObject([{ code: 'too_many', count: 30 }]);
});
