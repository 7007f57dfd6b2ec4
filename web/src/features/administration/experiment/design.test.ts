import { expect, test } from 'vitest';
import { designOf, firstDesign, planOf } from './design';
import { experiment } from './experiment.testdata';

test('the form begins with the students there are, and with weeks for which data is stored long enough', () => {
  const fields = firstDesign(experiment({ students: 90, longest_weeks: 2 }));
  expect([fields.students, fields.weeks]).toEqual([90, 2]);
  expect(firstDesign(experiment({ students: 120, longest_weeks: 23 }))).toMatchObject({ students: 120, weeks: 4 });
});

test('percentages and points become shares', () => {
  const fields = firstDesign(experiment({ students: 90 }));
  expect(designOf(fields)).toMatchObject({ students: 90, share: 0.3, base_rate: 0.5 });
  expect(planOf(fields)).toMatchObject({ share: 0.3, minimal_effect: 0.05 });
});

test('a missing number or one out of bounds asks nothing and plans nothing', () => {
  const fields = firstDesign(experiment({ students: null }));
  expect(designOf(fields)).toBeUndefined();
  expect(planOf({ ...fields, silent: 60 })).toBeUndefined();
  expect(planOf({ ...fields, minimal: '' })).toBeUndefined();
});
