import type { LiveSession, TaughtSession } from './sessions';

/** An open class on the lesson l1 of the course c1. */
export function session(changes: Partial<LiveSession> = {}): LiveSession {
  return {
    id: 's1',
    course_id: 'c1',
    course_title: 'Statistics',
    lesson_id: 'l1',
    lesson_title: 'Samples',
    language: 'en',
    group_id: null,
    group_name: null,
    state: 'open',
    planned_at: null,
    started_at: '2026-03-02T09:00:00Z',
    ended_at: null,
    presented_block_id: null,
    pace: 'follow',
    revision: 1,
    ...changes,
  };
}

/** The same as its tutors have it. */
export function taught(changes: Partial<TaughtSession> = {}): TaughtSession {
  const blocks = [
    { id: 'b1', position: 1, name: 'What a sample is' },
    { id: 'b2', position: 2, name: null },
  ];
  return { ...session(), code: 'K7PM-3XQT', url: 'http://localhost/class/K7PM-3XQT', blocks, ...changes };
}
