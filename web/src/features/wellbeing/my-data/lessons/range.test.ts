import { expect, test } from 'vitest';
import { shift, wholeRange, zoomIn, zoomOut } from './range';

const MINUTE = 60_000;
const whole = { from: 0, to: 16 * MINUTE };

test('zooming in and out again keeps the middle', () => {
  const zoomed = zoomIn(whole, whole);
  expect(zoomed).toEqual({ from: 4 * MINUTE, to: 12 * MINUTE });
  expect(zoomOut(zoomed, whole)).toEqual(whole);
});

test('no view is shorter than a minute or longer than the study session', () => {
  let view = whole;
  for (let i = 0; i < 20; i += 1) view = zoomIn(view, whole);
  expect(view.to - view.from).toBe(MINUTE);
  for (let i = 0; i < 20; i += 1) view = zoomOut(view, whole);
  expect(view).toEqual(whole);
});

test('moving stops at both ends', () => {
  const view = { from: 12 * MINUTE, to: 16 * MINUTE };
  expect(shift(view, 1, whole)).toEqual(view);
  expect(shift(view, -1, whole)).toEqual({ from: 10 * MINUTE, to: 14 * MINUTE });
  expect(shift({ from: MINUTE, to: 5 * MINUTE }, -1, whole)).toEqual({ from: 0, to: 4 * MINUTE });
});

test('zooming out at an end of the study session stays inside', () => {
  expect(zoomOut({ from: 0, to: 4 * MINUTE }, whole)).toEqual({ from: 0, to: 8 * MINUTE });
});

test('a study session of one moment can still be drawn, with room at both ends', () => {
  const at = '2026-03-01T10:00:00Z';
  const { from, to } = wholeRange(at, at);
  expect([from < Date.parse(at), to - from > MINUTE]).toEqual([true, true]);
});
