import type { Alert, ClassStates, LiveBlock, LiveStudent, LiveView, StateShare } from './types';

/** A student who shares, on the second block of the lesson. */
export function student(change: Partial<LiveStudent> = {}): LiveStudent {
  return {
    user_id: 'student-1',
    name: 'Mina Okafor',
    present: true,
    last_seen: '2026-11-23T10:00:00Z',
    lesson_id: 'lesson-1',
    lesson_title: 'Recursion',
    block_id: 'block-2',
    block_title: 'The base case',
    place_order: 2,
    learning_state: 'engaged',
    expression: 'neutral',
    confidence: 0.7,
    updated_at: '2026-11-23T10:00:00Z',
    hand_raised: false,
    lost_here: false,
    calls: [],
    stuck: false,
    ...change,
  };
}

/** A call for help of a student's. */
export function call(kind: 'hand_raised' | 'lost_here', at = '2026-11-23T09:58:00Z'): LiveStudent['calls'][number] {
  return { kind, at, lesson_title: 'Recursion', block_title: 'The base case' };
}

/** A class-wide alert. */
export function alert(change: Partial<Alert> = {}): Alert {
  return {
    id: 'alert-1',
    kind: 'class_confused',
    title: 'Many may be confused',
    what: 'About half of the class, most clearly at "The base case".',
    rule: 'At least 40 % may be confused for a minute.',
    since: '2026-11-23T09:58:00Z',
    count: null,
    suggestion: 'Pause and ask what is unclear.',
    student_id: null,
    block_id: 'block-2',
    ...change,
  };
}

/** A block of the lesson that most are in. */
export function block(change: Partial<LiveBlock> = {}): LiveBlock {
  return {
    block_id: 'block-2',
    lesson_id: 'lesson-1',
    title: 'The base case',
    present: 5,
    lost_here: 0,
    kind: 'class',
    n: 10,
    struggling: share('struggling', 0.4),
    ...change,
  };
}

/** A released share of ten learners or more. */
export function share(category: StateShare['category'], value: number): StateShare {
  return { category, share: value, word: null, low: Math.max(0, value - 0.25), high: Math.min(1, value + 0.25) };
}

/** A released share of fewer than ten. */
export function word(category: StateShare['category'], said: NonNullable<StateShare['word']>, low: number): StateShare {
  return { category, share: null, word: said, low, high: low + 0.2 };
}

/** A picture of which nothing may be shown. */
export const hidden: ClassStates = {
  kind: 'hidden',
  minimum: 5,
  n: null,
  shares: [],
  struggling: null,
  coverage: null,
};

/** The picture of ten who all share. */
export function picture(change: Partial<ClassStates> = {}): ClassStates {
  return {
    kind: 'class',
    minimum: 5,
    n: 10,
    shares: [share('engaged', 0.6), share('maybe_confused', 0.4)],
    struggling: share('struggling', 0.4),
    coverage: 'high',
    ...change,
  };
}

/** A class of twelve with ten here. */
export function view(change: Partial<LiveView> = {}): LiveView {
  return {
    course_id: 'course-1',
    course_title: 'Thinking in programs',
    generated_at: '2026-11-23T10:00:00Z',
    window_seconds: 10,
    counts: { enrolled: 12, present: 10 },
    class_states: picture(),
    coming_back: false,
    trend: [
      { at: '2026-11-23T10:00:00Z', shares: { engaged: 0.6, maybe_confused: 0.4, struggling: 0.4 }, coverage: 'high' },
    ],
    blocks: [block()],
    students: [student()],
    alerts: [],
    ...change,
  };
}
