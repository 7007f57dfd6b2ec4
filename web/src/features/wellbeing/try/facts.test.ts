import { expect, test } from 'vitest';
import { readFacts } from './facts';

const metrics = {
  accuracy: 0.88,
  accuracy_interval_95: [0.87, 0.9],
  n: 3199,
  ece: 0.006,
  classes: {
    neutral: { recall: 0.9, n: 1182 },
    disgust: { recall: 0.375, n: 24 },
    contempt: { recall: 0.1538, n: 13 },
  },
};

test('the weakest expressions are told by how many were found', () => {
  expect(readFacts(metrics)).toEqual({
    accuracy: 0.88,
    low: 0.87,
    high: 0.9,
    images: 3199,
    calibrationError: 0.006,
    weakest: [
      { expression: 'contempt', found: 2, of: 13 },
      { expression: 'disgust', found: 9, of: 24 },
    ],
  });
});

test('a model of which nothing was measured is not praised', () => {
  expect(readFacts({})).toBeNull();
  expect(readFacts({ accuracy: 0.9, n: 10 })).toBeNull();
  expect(readFacts({ ...metrics, classes: undefined, ece: 'low' })).toMatchObject({
    weakest: [],
    calibrationError: null,
  });
});
