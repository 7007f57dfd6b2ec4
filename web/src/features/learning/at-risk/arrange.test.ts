import { expect, it } from 'vitest';
import { arrange, type RiskOrder } from './arrange';
import type { RiskEntry } from './riskList';

const entry = (name: string, changed: Partial<RiskEntry>): RiskEntry => ({
  student_id: name,
  name,
  group_names: [],
  rules: ['missing'],
  missing: 0,
  due: 5,
  missing_ids: [],
  overdue: 0,
  due_lessons: 3,
  overdue_ids: [],
  completed: 0,
  seen_at: null,
  unseen_days: 0,
  average: null,
  graded: 0,
  look: null,
  ...changed,
});

const ENTRIES = [
  entry('Cleo', { missing: 2, average: 0.4, unseen_days: 3 }),
  entry('Ben', { rules: ['missing', 'unseen'], missing: 2, unseen_days: 9, group_names: ['A'] }),
  entry('Åsa', { overdue: 4, look: { at: '2026-03-02T09:00:00Z', by_name: 'Tom' } }),
  entry('Dora', { average: 0.3 }),
];
const names = (order: RiskOrder, changed = {}) =>
  arrange(ENTRIES, { words: '', group: '', all: true, order, ...changed }, 'en').map(({ name }) => name);

it('orders by the figure that is asked for, the worst first, and what is equal by name', () => {
  expect(names('rules')).toEqual(['Ben', 'Åsa', 'Cleo', 'Dora']);
  expect(names('name')).toEqual(['Åsa', 'Ben', 'Cleo', 'Dora']);
  expect(names('missing')).toEqual(['Ben', 'Cleo', 'Åsa', 'Dora']);
  expect(names('overdue')[0]).toBe('Åsa');
  expect(names('unseen')).toEqual(['Ben', 'Cleo', 'Åsa', 'Dora']);
  expect(names('average')).toEqual(['Dora', 'Cleo', 'Åsa', 'Ben']);
});

it('leaves out who was looked at unless all are asked for, and filters by name and group', () => {
  expect(names('name', { all: false })).toEqual(['Ben', 'Cleo', 'Dora']);
  expect(names('name', { group: 'A' })).toEqual(['Ben']);
  expect(names('name', { words: 'do' })).toEqual(['Dora']);
});
