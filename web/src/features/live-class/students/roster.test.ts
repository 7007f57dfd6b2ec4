import { expect, it } from 'vitest';
import { alert, call, student } from '../classroom.testdata';
import { groupStudents, isOpenAtFirst, sameGroup, waitingBesides } from './roster';

const names = (students: readonly { name: string }[]) => students.map(({ name }) => name);

function inClass(count: number, change: Parameters<typeof student>[0] = {}) {
  return Array.from({ length: count }, (_, index) =>
    student({
      user_id: `${change.block_id ?? 'b'}-${index}`,
      name: `Student ${String(index).padStart(3, '0')}`,
      ...change,
    }),
  );
}

it('puts who asks first, the longest wait on top, then who is stuck, then the locations in the order of the course', () => {
  const groups = groupStudents([
    student({ user_id: '1', name: 'Late', block_id: 'b9', block_title: 'Ninth', place_order: 9 }),
    student({ user_id: '2', name: 'Early', block_id: 'b2', block_title: 'Second', place_order: 2 }),
    student({ user_id: '3', name: 'Away', present: false }),
    student({ user_id: '4', name: 'Asked now', calls: [call('lost_here', '2026-11-23T10:00:00Z')] }),
    student({ user_id: '5', name: 'Asked first', calls: [call('hand_raised', '2026-11-23T09:50:00Z')], stuck: true }),
    student({ user_id: '6', name: 'Stuck', stuck: true, learning_state: 'maybe_confused' }),
  ]);
  expect(groups.map(({ kind, block, students }) => [kind, block, names(students)])).toEqual([
    ['asking', null, ['Asked first', 'Asked now']],
    ['stuck', null, ['Stuck']],
    ['location', 'Second', ['Early']],
    ['location', 'Ninth', ['Late']],
    ['away', null, ['Away']],
  ]);
});

it('keeps a student who asked and left among those who ask', () => {
  expect(groupStudents([student({ present: false, calls: [call('hand_raised')] })]).map(({ kind }) => kind)).toEqual([
    'asking',
  ]);
});

it('lists a location by name, never by how its students feel or whether they share it', () => {
  const [location] = groupStudents([
    student({ user_id: '1', name: 'Zoe', learning_state: 'maybe_frustrated' }),
    student({ user_id: '2', name: 'Ali', learning_state: null, updated_at: null }),
    student({ user_id: '3', name: 'Mina', learning_state: 'unknown' }),
  ]);
  expect(names(location!.students)).toEqual(['Ali', 'Mina', 'Zoe']);
});

it('shows a small class as it is and folds the locations of a large one up, never those who ask', () => {
  const open = (students: ReturnType<typeof student>[]) => {
    const groups = groupStudents(students);
    return groups.map((group) => [group.kind, isOpenAtFirst(group, groups)]);
  };
  expect(open(inClass(24))).toEqual([['location', true]]);
  expect(open([...inClass(20, { block_id: 'x' }), ...inClass(5, { block_id: 'y', place_order: 3 })])).toEqual([
    ['location', false],
    ['location', false],
  ]);
  expect(
    open([
      student({ user_id: 'z', calls: [call('hand_raised')] }),
      ...inClass(300),
      student({ user_id: 'a', present: false }),
    ]),
  ).toEqual([
    ['asking', true],
    ['location', false],
    ['away', false],
  ]);
});

it('knows a group that shows the same from one that does not', () => {
  const students = inClass(3);
  const [before] = groupStudents(students);
  const [after] = groupStudents([...students, student({ user_id: 'other', block_id: 'elsewhere', place_order: 7 })]);
  expect(sameGroup(before!, after!)).toBe(true);
  const [changed] = groupStudents([...students.slice(1), { ...students[0]!, learning_state: 'maybe_confused' }]);
  expect(sameGroup(before!, changed!)).toBe(false);
});

const waiting = [
  student({ user_id: '1', name: 'Has a card', calls: [call('hand_raised')] }),
  student({ user_id: '2', name: 'Lost', calls: [call('lost_here')] }),
  student({ user_id: '3', name: 'Fine' }),
];
const cards = [alert({ kind: 'hand_raised', student_id: '1' }), alert({ id: 'alert-2' }), alert({ id: 'alert-3' })];

it('finds everybody who waits and for whom there was no card left', () => {
  expect(names(waitingBesides(cards, waiting))).toEqual(['Lost']);
});

it('does not bring back who was dealt with, as long as there is room for cards', () => {
  expect(waitingBesides(cards.slice(0, 2), waiting)).toEqual([]);
});
