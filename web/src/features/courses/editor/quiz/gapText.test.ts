import { expect, test } from 'vitest';
import { gapsAsTyped, readGaps } from './gapText';

test('brackets are gaps, and what is typed comes back as it was', () => {
  const read = readGaps('The [sun; star] is [hot].', []);
  expect(read.gaps.map(({ accepted }) => accepted)).toEqual([['sun', 'star'], ['hot']]);
  expect(read.text).toBe(`The {{${read.gaps[0]!.id}}} is {{${read.gaps[1]!.id}}}.`);
  expect(gapsAsTyped(read)).toBe('The [sun; star] is [hot].');
});

test('a gap keeps its id while its answers are typed and while another one is put before it', () => {
  const first = readGaps('A [b] and [c].', []);
  const [b, c] = first.gaps.map(({ id }) => id);
  expect(readGaps('A [b] and [cd].', first.gaps).gaps.map(({ id }) => id)).toEqual([b, c]);
  const more = readGaps('[new] A [b] and [c].', first.gaps).gaps.map(({ id }) => id);
  expect(more.slice(1)).toEqual([b, c]);
  expect(more[0]).not.toBe(b);
});

test('a link is no gap', () => {
  expect(readGaps('See [this](https://a.example).', []).gaps).toEqual([]);
});
