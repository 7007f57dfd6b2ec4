import { expect, it } from 'vitest';
import { readMetrics } from './metrics';

it('puts first what one asks first, and keeps everything else by its path', () => {
  const measured = readMetrics({
    accuracy: 0.7415,
    accuracy_interval_95: [0.726, 0.7564],
    ece: 0.024,
    n: 3199,
    split: 'PublicTest',
    protocol: 'majority',
    classes: { anger: { f1: 0.545123, n: 287 } },
  });
  expect(measured).toEqual({
    accuracy: 0.7415,
    interval: [0.726, 0.7564],
    calibrationError: 0.024,
    pictures: 3199,
    split: 'PublicTest',
    protocol: 'majority',
    others: [
      ['classes · anger · f1', '0.5451'],
      ['classes · anger · n', '287'],
    ],
  });
});

it('claims nothing that a bundle does not say', () => {
  expect(readMetrics({})).toEqual({
    accuracy: null,
    interval: null,
    calibrationError: null,
    pictures: null,
    split: null,
    protocol: null,
    others: [],
  });
});
