import { expect, test } from 'vitest';
import { startPosition, Watching } from './watching';

test('the position is remembered every five seconds of playing', () => {
  const watching = new Watching(100);
  expect(watching.play(3)).toEqual({});
  expect(watching.play(5.2)).toEqual({ position: 5.2 });
  expect(watching.play(8)).toEqual({});
});

/** Let the clock run from one second to another, a second at a time. */
function playing(watching: Watching, from: number, to: number) {
  const changes = [];
  for (let second = from; second <= to; second += 1) changes.push(watching.play(second));
  return changes.filter(({ completed }) => completed);
}

test('nine tenths of a video complete it, once', () => {
  const watching = new Watching(100);
  expect(playing(watching, 0, 89)).toEqual([]);
  expect(playing(watching, 90, 100)).toEqual([{ position: 90, completed: true }]);
});

test('skipping to the end completes nothing; a quarter of it played and the end reached does', () => {
  const watching = new Watching(100);
  watching.seek(92);
  expect(playing(watching, 92, 100)).toEqual([]);
  watching.seek(40);
  expect(playing(watching, 40, 60)).toEqual([]);
  watching.seek(95);
  expect(playing(watching, 95, 100)).toEqual([{ position: 95, completed: true }]);
});

test('going back is a rewind, a nudge of the slider and going forward are not', () => {
  const watching = new Watching(100);
  watching.play(40);
  expect(watching.seek(38.1)).toEqual({});
  expect(watching.seek(60)).toEqual({});
  expect(watching.seek(45)).toEqual({ rewound: { seconds: 15, to: 45 } });
  watching.play(46);
  expect(watching.seek(44)).toEqual({ rewound: { seconds: 2, to: 44 } });
});

test('a pause remembers its position', () => {
  expect(new Watching(100).pause(12)).toEqual({ position: 12 });
});

test('a video resumes in its middle but starts over at either end', () => {
  expect([startPosition(1, 100), startPosition(40, 100), startPosition(98, 100)]).toEqual([0, 40, 0]);
});
