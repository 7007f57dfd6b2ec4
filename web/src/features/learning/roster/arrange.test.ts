import { expect, test } from 'vitest';
import type { RosterEntry } from '../work/gradingTypes';
import { arrange } from './arrange';

const entry = (name: string, group: string, completed: number): RosterEntry => ({
  id: name,
  name,
  group_names: [group],
  completed,
  total: 4,
  last_seen: null,
  score: null,
  missing: 0,
  waiting: 0,
});
const students = [entry('Tomás Silva', 'Red', 1), entry('Ada Kern', 'Red', 3), entry('Ben Fischer', 'Blue', 0)];
const names = (...how: [words: string, group: string, order: 'name' | 'progress']) =>
  arrange(students, ...how, 'en').map(({ name }) => name);

test('students are found by name without accents and by group, and put in order', () => {
  expect(names('', '', 'name')).toEqual(['Ada Kern', 'Ben Fischer', 'Tomás Silva']);
  expect(names('tomas', '', 'name')).toEqual(['Tomás Silva']);
  expect(names('', 'Red', 'progress')).toEqual(['Tomás Silva', 'Ada Kern']);
});
