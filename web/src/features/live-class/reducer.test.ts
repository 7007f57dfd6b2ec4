import { describe, expect, it } from 'vitest';
import { alert, block, hidden, student, view } from './classroom.testdata';
import { applyLiveEvent, withAlert, withoutAlert } from './reducer';
import type { LiveEvent, LiveView } from './types';

describe('old state and events give what a fresh fetch gives', () => {
  it('after a lesson in which everything changed', () => {
    const before = view({ students: [student(), student({ user_id: 'student-3', name: 'Ada Nowak' })] });
    const fresh: LiveView = view({
      generated_at: '2026-11-23T10:00:05Z',
      counts: { enrolled: 12, present: 4 },
      class_states: hidden,
      blocks: [block({ present: 4, kind: 'hidden', struggling: null, n: null, lost_here: 1 })],
      students: [
        student({ user_id: 'student-2', name: 'Jonas Berg' }),
        student({ learning_state: 'maybe_confused', lost_here: true }),
      ],
      alerts: [alert()],
      coming_back: true,
      trend: [...view().trend, { at: '2026-11-23T10:00:05Z', shares: null, coverage: null }],
    });
    const { counts, class_states, blocks, generated_at } = fresh;
    const events: LiveEvent[] = [
      ...fresh.students
        .toReversed()
        .map((one): LiveEvent => ({ type: 'live.student', course_id: 'course-1', student: one })),
      { type: 'live.class', course_id: 'course-1', counts, class_states, blocks, generated_at },
      { type: 'live.alerts', course_id: 'course-1', alerts: fresh.alerts },
      { type: 'live.tick', course_id: 'course-1', generated_at, coming_back: true },
      { type: 'live.student_left', course_id: 'course-1', user_id: 'student-3' },
    ];
    expect(events.reduce(applyLiveEvent, before)).toEqual(fresh);
  });

  it('whatever is told twice', () => {
    const event: LiveEvent = { type: 'live.student', course_id: 'course-1', student: student({ hand_raised: true }) };
    const once = applyLiveEvent(view(), event);
    expect(applyLiveEvent(once, event)).toEqual(once);
  });
});

it('leaves the view alone when the event belongs to another course', () => {
  const before = view();
  expect(applyLiveEvent(before, { type: 'live.alerts', course_id: 'course-2', alerts: [alert()] })).toBe(before);
});

it('does not let figures of the class go back in time', () => {
  const before = view();
  const { counts, class_states, blocks } = view({ class_states: hidden });
  const late: LiveEvent = {
    type: 'live.class',
    course_id: 'course-1',
    counts,
    class_states,
    blocks,
    generated_at: '2026-11-23T09:59:59Z',
  };
  expect(applyLiveEvent(before, late)).toBe(before);
});

it('knows how complete the view is without any other news, and never less than before', () => {
  const later = applyLiveEvent(view(), {
    type: 'live.tick',
    course_id: 'course-1',
    generated_at: '2026-11-23T10:00:10Z',
    coming_back: false,
  });
  expect(later).toEqual(view({ generated_at: '2026-11-23T10:00:10Z' }));
  expect(
    applyLiveEvent(later, {
      type: 'live.tick',
      course_id: 'course-1',
      generated_at: '2026-11-23T10:00:05Z',
      coming_back: false,
    }),
  ).toBe(later);
});

it('does not change the view it was given', () => {
  const before = Object.freeze(view({ students: Object.freeze([student()]) as LiveView['students'] }));
  applyLiveEvent(before, { type: 'live.student', course_id: 'course-1', student: student({ present: false }) });
  expect(before.students[0]?.present).toBe(true);
});

describe('an alert that the tutor has dealt with', () => {
  const before = view({ alerts: [alert({ id: 'a' }), alert({ id: 'b' }), alert({ id: 'c' })] });

  it('leaves, and comes back to its place on undo', () => {
    const without = withoutAlert(before, 'b');
    expect(without.alerts.map(({ id }) => id)).toEqual(['a', 'c']);
    expect(withAlert(without, alert({ id: 'b' }), 1)).toEqual(before);
  });

  it('is not shown twice when the server was faster than the undo', () => {
    expect(withAlert(before, alert({ id: 'b' }), 1)).toBe(before);
  });
});
