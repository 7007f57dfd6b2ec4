import { describe, expect, it } from 'vitest';
import { view } from './classroom.testdata';
import { classStatesOption } from './classStatesOption';
import { trendOption } from './trendOption';

const palette = (token: string) => `colour of ${token}`;
const percent = (share: number) => `${Math.round(share * 100)} %`;

describe('shares of the class', () => {
  const { shares } = view().class_states;
  const option = classStatesOption(shares, { state: ({ state }) => state, figure: ({ count }) => `${count} of 7`, percent }, palette);
  const [bars, whiskers] = option.series as [{ data: unknown[] }, { data: unknown[] }];

  it('has a bar per state, in the colour of the state', () => {
    expect(bars.data).toEqual([
      { value: 0.571, itemStyle: { color: 'colour of --state-engaged' } },
      { value: 0.429, itemStyle: { color: 'colour of --state-maybe_confused' } },
    ]);
  });

  it('has the interval of each share on the same row as its bar', () => {
    expect(whiskers.data).toEqual([[0.25, 0, 0.842], [0.158, 1, 0.75]]);
  });

  it('is always drawn from 0 to 100 %, so that two moments can be compared', () => {
    expect(option.xAxis).toMatchObject({ min: 0, max: 1 });
  });
});

describe('the trend', () => {
  const words = { state: (state: string) => state, percent, time: (at: number) => String(at) };
  const points = [
    { at: 1000, shares: { engaged: 0.8 }, coverage: 0.9 },
    { at: 3000, shares: null, coverage: 0.9 },
  ];
  const series = trendOption(points, words, palette).series as { id: string; data: unknown[] }[];

  it('keeps its level until the next figures, and leaves a gap where too few were counted', () => {
    expect(series.find(({ id }) => id === 'engaged')?.data).toEqual([[1000, 0.8], [3000, 0.8], [3000, null]]);
  });

  it('shows a state that nobody was in as zero', () => {
    expect(series.find(({ id }) => id === 'maybe_confused')?.data).toEqual([[1000, 0], [3000, 0], [3000, null]]);
  });
});
