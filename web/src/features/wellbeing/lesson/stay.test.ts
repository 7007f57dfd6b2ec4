import { expect, test } from 'vitest';
import { Stay } from './stay';

test('a stay is counted with the page in sight, too', () => {
  const stay = new Stay(1_000, false);
  stay.turn(true, 11_000);
  stay.turn(true, 12_000);
  stay.turn(false, 31_000);
  expect(stay.until(41_000)).toEqual({ seconds: 40, visibleSeconds: 20 });
});

test('a page that is out of sight all the time is not seen', () => {
  expect(new Stay(0, true).until(9_000)).toEqual({ seconds: 9, visibleSeconds: 0 });
});
