import { expect, it } from 'vitest';

import { pace } from './frames';

it.each([
  [6, 20, 1000 / 6], // a quick device: as often as asked
  [6, 250, 500], // a slow one: half of its time stays free
  [8, 0, 125],
])('with %i analyses a second asked and %i ms each, one begins every %d ms', (asked, milliseconds, expected) => {
  expect(pace(asked, milliseconds)).toBeCloseTo(expected);
});
