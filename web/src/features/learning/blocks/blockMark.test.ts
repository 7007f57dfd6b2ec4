import { expect, test } from 'vitest';
import type { Block } from '../api';
import { blockMark } from './blockMark';

const block = (change: object) => ({ completed: true, closed: false, waiting: false, ...change }) as Block;
const practice = (best: number | null) => block({ quiz: { graded: false, best_score: best, pass_score: 0.6 } });

test('practice that falls short of its pass mark is handed in, without a tick', () => {
  expect([0, 0.5, 0.6, null].map((best) => blockMark(practice(best)))).toEqual([
    'handed_in',
    'handed_in',
    'completed',
    'handed_in',
  ]);
});

test('what is no quiz is marked by how it stands', () => {
  expect(blockMark(block({}))).toBe('completed');
  expect(blockMark(block({ completed: false, closed: true }))).toBe('closed');
  expect(blockMark(block({ completed: false, waiting: true }))).toBe('waiting');
  expect(blockMark(block({ completed: false }))).toBe('open');
});
