import { expect, it } from 'vitest';
import { view } from '../classroom.testdata';
import { applyCounts } from './presence';

it('counts who is here in the course that the event is about, and in no other', () => {
  const { course_id, class_states, blocks, generated_at } = view();
  const counts = { enrolled: 13, present: 10 };
  const course = { course_id, title: 'Thinking in programs', enrolled: 12, present: 0, waiting: 1 };
  const other = { ...course, course_id: 'another' };
  const after = applyCounts([course, other], {
    type: 'live.class',
    course_id,
    counts,
    class_states,
    blocks,
    generated_at,
  });
  expect(after).toEqual([{ ...course, enrolled: 13, present: 10 }, other]);
});
