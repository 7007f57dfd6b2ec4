import { expect, it } from 'vitest';
import { alert, student } from './classroom.testdata';
import { rosterOf, waitingBesides } from './roster';

const names = (students: readonly { name: string }[]) => students.map(({ name }) => name);

it('lists students by name, never by how they feel', () => {
  const { read } = rosterOf([
    student({ user_id: '1', name: 'Zoe', learning_state: 'maybe_frustrated' }),
    student({ user_id: '2', name: 'Ali', learning_state: 'engaged' }),
    student({ user_id: '3', name: 'Mina', learning_state: 'maybe_confused' }),
  ]);
  expect(names(read)).toEqual(['Ali', 'Mina', 'Zoe']);
});

it('keeps apart who has a reading to share, who is only here, and who is away', () => {
  const roster = rosterOf([
    student({ user_id: '1', name: 'Sharing' }),
    student({ user_id: '2', name: 'Private', learning_state: null, expression: null }),
    student({ user_id: '3', name: 'Away', present: false }),
  ]);
  expect([names(roster.read), names(roster.present), names(roster.away)]).toEqual([['Sharing'], ['Private'], ['Away']]);
});

const waiting = [
  student({ user_id: '1', name: 'Has a card', hand_raised: true }),
  student({ user_id: '2', name: 'Lost', lost_here: true }),
  student({ user_id: '3', name: 'Fine' }),
];
const cards = [alert({ kind: 'hand_raised', student_id: '1' }), alert({ id: 'alert-2' }), alert({ id: 'alert-3' })];

it('finds everybody who waits and for whom there was no card left', () => {
  expect(names(waitingBesides(cards, waiting))).toEqual(['Lost']);
});

it('does not bring back who was dealt with, as long as there is room for cards', () => {
  expect(waitingBesides(cards.slice(0, 2), waiting)).toEqual([]);
});
