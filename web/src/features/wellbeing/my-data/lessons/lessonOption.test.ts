import { expect, it } from 'vitest';
import { lessonOption, type LessonWords } from './lessonOption';
import { wholeRange } from './range';
import { timeline } from './timeline.testdata';

const WORDS: LessonWords = {
  lane: (lane) => lane,
  run: () => '',
  mark: () => '',
  valence: 'valence',
  pleasant: 'pleasant',
  unpleasant: 'unpleasant',
  time: (at, exact) => new Date(at).toISOString().slice(11, exact ? 19 : 16),
};

function ticks(minutes: number, ...at: string[]): string[] {
  const start = '2026-03-01T10:00:00Z';
  const range = wholeRange(start, new Date(Date.parse(start) + minutes * 60_000).toISOString());
  const { xAxis } = lessonOption(timeline(), range, WORDS, (token) => token);
  const { axisLabel } = (xAxis as { axisLabel: { formatter: (at: number) => string } }[])[0]!;
  return at.map((time) => axisLabel.formatter(Date.parse(`2026-03-01T${time}Z`)));
}

it('tells ticks within a minute apart', () => {
  expect(ticks(1, '10:00:20', '10:00:40')).toEqual(['10:00:20', '10:00:40']);
});

it('leaves the seconds out of a long study session', () => {
  expect(ticks(40, '10:10:00', '10:20:00')).toEqual(['10:10', '10:20']);
});
