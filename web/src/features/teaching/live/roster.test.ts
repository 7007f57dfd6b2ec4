import { expect, it } from 'vitest';
import { alert, student } from './classroom.testdata';
import { rosterOf, waitingBesides } from './roster';

const names = (students: readonly { name: string }[]) => students.map(({ name }) => name);

it('lists students by name, never by how they feel', () => {
  const { sharing } = rosterOf([
    student({ user_id: '1', name: 'Zoe', learning_state: 'maybe_frustrated' }),
    student({ user_id: '2', name: 'Ali', learning_state: 'engaged' }),
    student({ user_id: '3', name: 'Mina', learning_state: 'maybe_confused' }),
  ]);
  expect(names(sharing)).toEqual(['Ali', 'Mina', 'Zoe']);
});

it('keeps apart who shares, who is only here, and who is away', () => {
  const roster = rosterOf([
    student({ user_id: '1', name: 'Sharing' }),
    student({ user_id: '2', name: 'Private', shares: false }),
    student({ user_id: '3', name: 'Away', present: false }),
  ]);
  expect([names(roster.sharing), names(roster.present), names(roster.away)]).toEqual([['Sharing'], ['Private'], ['Away']]);
});

it('finds everybody who waits and has no card of their own', () => {
  const students = [
    student({ user_id: '1', name: 'Has a card', hand_raised: true }),
    student({ user_id: '2', name: 'Lost', lost_here: true }),
    student({ user_id: '3', name: 'Fine' }),
  ];
  expect(names(waitingBesides([alert({ kind: 'hand_raised', student_id: '1' })], students))).toEqual(['Lost']);
});
