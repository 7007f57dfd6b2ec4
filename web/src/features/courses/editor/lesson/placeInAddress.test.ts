import { expect, test } from 'vitest';
import { placeInAddress } from './placeInAddress';

const ID = 'c7a0f2c4-8f5b-4a5e-9a52-0d7b6a3b8c11';

test('an address leads to the block that it names, and to none without one', () => {
  expect(placeInAddress(`#block-${ID}`)).toEqual({ blockId: ID, questionId: null, field: null, nonce: 0 });
  expect(placeInAddress('')).toBeNull();
  expect(placeInAddress('#block-')).toBeNull();
});
