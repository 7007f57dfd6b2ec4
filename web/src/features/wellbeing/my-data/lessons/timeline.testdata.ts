import type { LessonTimeline, Mark, Point } from '../api';

/** A summary of ten calm seconds. */
export function point(change: Partial<Point> = {}): Point {
  return {
    id: crypto.randomUUID(),
    started_at: '2026-03-01T10:00:00Z',
    seconds: 10,
    p: [255, 0, 0, 0, 0, 0, 0, 0],
    valence: 0,
    expression: 'neutral',
    learning_state: 'engaged',
    reasons: [],
    corrected_to: null,
    coverage: 0.9,
    hidden: false,
    ...change,
  };
}

/** "I'm lost here", unless told otherwise. */
export function mark(change: Partial<Mark> = {}): Mark {
  return {
    kind: 'lost_here',
    id: crypto.randomUUID(),
    at: '2026-03-01T10:00:05Z',
    block_id: 'b1',
    feeling: null,
    text: null,
    response: null,
    strategy: null,
    score: null,
    passed: null,
    ...change,
  };
}

/** A study session of a minute in a lesson of two blocks. */
export function timeline(change: Partial<LessonTimeline> = {}): LessonTimeline {
  const studySession = { started_at: '2026-03-01T10:00:00Z', ended_at: '2026-03-01T10:01:00Z' };
  return {
    lesson_id: 'l1',
    title: 'Waves',
    course_title: 'Physics',
    study_sessions: [studySession],
    shown: studySession,
    points: [point()],
    marks: [mark()],
    blocks: [
      { block_id: 'b1', position: 1, kind: 'markdown', title: 'What a wave is' },
      { block_id: 'b2', position: 2, kind: 'quiz', title: null },
    ],
    coverage: 0.9,
    retention_days: 30,
    ...change,
  };
}
