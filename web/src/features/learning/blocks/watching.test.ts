import { expect, test } from 'vitest';
import { startingPlace, Watching } from './watching';

test('the place is remembered every five seconds of playing', () => {
  const watching = new Watching(100);
  expect(watching.play(3)).toEqual({});
  expect(watching.play(5.2)).toEqual({ place: 5.2 });
  expect(watching.play(8)).toEqual({});
});

test('nine tenths of a video complete it, once', () => {
  const watching = new Watching(100);
  expect(watching.play(90)).toEqual({ place: 90, completed: true });
  expect(watching.play(91)).toEqual({});
});

test('going back is a rewind, a nudge of the slider and going forward are not', () => {
  const watching = new Watching(100);
  watching.play(40);
  expect(watching.seek(38)).toEqual({});
  expect(watching.seek(60)).toEqual({});
  expect(watching.seek(45)).toEqual({ rewound: 15 });
});

test('a pause remembers its place', () => {
  expect(new Watching(100).pause(12)).toEqual({ place: 12 });
});

test('a video resumes in its middle but starts over at either end', () => {
  expect([startingPlace(1, 100), startingPlace(40, 100), startingPlace(98, 100)]).toEqual([0, 40, 0]);
});
