import type { Alert, LiveBlock, LiveStudent, LiveView } from '../types';

/** A student who shares, on the second block of the lesson. */
export function student(change: Partial<LiveStudent> = {}): LiveStudent {
  return {
    user_id: 'student-1', name: 'Mina Okafor', present: true, last_seen: '2026-11-23T10:00:00Z', lesson_id: 'lesson-1',
    lesson_title: 'Recursion', block_id: 'block-2', block_title: 'The base case', place_order: 2, shares: true, learning_state: 'engaged', expression: 'neutral', confidence: 0.7,
    updated_at: '2026-11-23T10:00:00Z', hand_raised: false, lost_here: false, calls: [], stuck: false, ...change,
  };
}

/** A class-wide alert. */
export function alert(change: Partial<Alert> = {}): Alert {
  return {
    id: 'alert-1', kind: 'class_confused', title: 'Many may be confused', what: '4 of 9 students may be confused at "The base case".',
    rule: 'At least 40 % may be confused for a minute.', since: '2026-11-23T09:58:00Z', count: 4,
    suggestion: 'Pause and ask what is unclear.', student_id: null, block_id: 'block-2', ...change,
  };
}

/** A block of the lesson that most are in. */
export function block(change: Partial<LiveBlock> = {}): LiveBlock {
  return {
    block_id: 'block-2', lesson_id: 'lesson-1', title: 'The base case', present: 5, struggling_share: 0.4, n: 5, lost_here: 0, ...change,
  };
}

/** A class of twelve with nine here, seven counted. */
export function view(change: Partial<LiveView> = {}): LiveView {
  return {
    course_id: 'course-1', course_title: 'Thinking in programs', generated_at: '2026-11-23T10:00:00Z', window_seconds: 10,
    counts: { enrolled: 12, present: 9, consenting: 8, active: 7, unknown: 1 },
    class_states: {
      suppressed: false, minimum: 5, n: 7,
      shares: [
        { state: 'engaged', count: 4, share: 0.571, low: 0.25, high: 0.842 },
        { state: 'maybe_confused', count: 3, share: 0.429, low: 0.158, high: 0.75 },
      ],
    },
    coverage: 0.82, coming_back: false,
    trend: [{ at: '2026-11-23T10:00:00Z', shares: { engaged: 0.571, maybe_confused: 0.429 }, coverage: 0.82 }], blocks: [block()], students: [student()], alerts: [], ...change,
  };
}
