import type { Review } from './api';

const share = (value: number) => ({ share: value, word: null, low: 0.2, high: 0.7 });
const records = { opened: 12, completed: 10, attempts: 0, wrong_answers: 0, wrong_students: 0, questions: 1 };

/** A lesson of two parts: the first with figures, those of the second hidden. */
export function review(): Review {
  return {
    lesson_id: 'l1',
    lesson_title: 'Samples',
    course_id: 'c1',
    course_title: 'Statistics',
    language: 'en',
    time_zone: 'Europe/Berlin',
    minimum: 5,
    periods: [{ key: 'run-1', name: null, number: 1, first_day: '2026-03-02', last_day: '2026-05-31' }],
    period: 'run-1',
    groups: [],
    group: null,
    keeping: null,
    recorded: true,
    blocks: [
      {
        block_id: 'b1',
        name: 'The mean',
        kind: 'markdown',
        expected_seconds: 120,
        records: { ...records, not_passed: [] },
        readings: {
          as_of: '2026-03-04',
          sharing_only: false,
          learners: 10,
          struggling: share(0.5),
          coverage: 'high',
          mix: null,
        },
        friction: {
          as_of: '2026-03-04',
          sharing_only: false,
          learners: 10,
          share: share(0.4),
          lost: share(0.3),
          wrong_answers: share(0),
          rewinds: null,
          struggling: share(0.1),
          checked_in: share(0.1),
        },
      },
      {
        block_id: 'b2',
        name: null,
        kind: 'quiz',
        expected_seconds: 60,
        records: { ...records, opened: 3, not_passed: [{ user_id: 'u1', name: 'Mara Lind' }] },
        readings: null,
        friction: null,
      },
    ],
  };
}
