import { expect, test } from 'vitest';
import { bucketWindows, leadingState, stateOf, type OwnWindow } from './timeline';

const window = (change: Partial<OwnWindow>) =>
  ({
    started_at: '2026-03-01T10:05:00',
    seconds: 30,
    learning_state: 'engaged',
    corrected_to: null,
    lesson_id: null,
    lesson_title: null,
    ...change,
  }) as OwnWindow;

test('what the student said replaces what was inferred', () => {
  expect(stateOf(window({ learning_state: 'maybe_confused', corrected_to: 'engaged' }))).toBe('engaged');
});

test('a correction to an expression does not stand for a learning state', () => {
  expect(stateOf(window({ learning_state: 'maybe_confused', corrected_to: 'happiness' }))).toBe('maybe_confused');
});

test('minutes add up by hour and by day, oldest first', () => {
  const windows = [
    window({ started_at: '2026-03-02T09:00:00' }),
    window({}),
    window({ started_at: '2026-03-01T10:59:00' }),
    window({ started_at: '2026-03-01T11:00:00', learning_state: 'unknown' }),
  ];
  expect(bucketWindows(windows, 'hour').map(({ minutes }) => [minutes.engaged, minutes.unknown])).toEqual([
    [1, 0],
    [0, 0.5],
    [0.5, 0],
  ]);
  expect(bucketWindows(windows, 'day').map(({ minutes }) => minutes.engaged)).toEqual([1, 0.5]);
});

test('unknown is never the leading state', () => {
  const unknown = window({ learning_state: 'unknown', seconds: 60 });
  expect(leadingState(bucketWindows([unknown, unknown, window({})], 'day'))).toBe('engaged');
  expect(leadingState(bucketWindows([unknown], 'day'))).toBeNull();
});
