import { expect, it } from 'vitest';
import type { StudentRecord } from './record';
import { datesOf } from './dates';

const lesson = (id: string, due_at: string | null, completed_at: string | null = null) =>
  ({ lesson_id: id, title: id, due_at, completed_at }) as StudentRecord['lessons'][number];
const line = (id: string, due_at: string | null, state: string, own_date = false) =>
  ({ block_id: id, lesson_id: 'l', title: id, due_at, state, own_date }) as StudentRecord['lines'][number];

it('lists the dates of lessons and of work, the earliest first, and says which are met', () => {
  const dates = datesOf({
    lessons: [lesson('late', '2026-03-09T12:00:00Z', '2026-03-01T12:00:00Z'), lesson('undated', null)],
    lines: [
      line('missing', '2026-03-02T12:00:00Z', 'missing'),
      line('returned', '2026-03-03T12:00:00Z', 'returned'),
      line('own', '2026-03-04T12:00:00Z', 'waiting', true),
      line('undated', null, 'open'),
    ],
  });
  expect(dates.map(({ key, met, own }) => [key, met, own])).toEqual([
    ['missing', false, false],
    ['returned', false, false],
    ['own', true, true],
    ['late', true, false],
  ]);
});
