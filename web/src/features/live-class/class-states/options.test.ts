import { describe, expect, it } from 'vitest';
import { view } from '../classroom.testdata';
import { classStatesOption } from './classStatesOption';
import { trendOption } from './trendOption';

const palette = (token: string) => `colour of ${token}`;
const percent = (share: number) => `${Math.round(share * 100)} %`;

describe('shares of the class', () => {
  const { shares } = view().class_states;
  const option = classStatesOption(
    shares,
    { category: ({ category }) => category, shareText: ({ share: shown }) => `${shown}`, percent },
    palette,
  );
  const [bars, whiskers] = option.series as [{ data: unknown[] }, { data: unknown[] }];

  it('has a bar per state, in the colour of the state', () => {
    expect(bars.data).toEqual([
      { value: 0.6, itemStyle: { color: 'colour of --state-engaged' } },
      { value: 0.4, itemStyle: { color: 'colour of --state-maybe_confused' } },
    ]);
  });

  it('has the interval of each share on the same row as its bar', () => {
    expect(whiskers.data).toEqual([
      [0.35, 0, 0.85],
      [0.15000000000000002, 1, 0.65],
    ]);
  });

  it('is always drawn from 0 to 100 %, so that two moments can be compared', () => {
    expect(option.xAxis).toMatchObject({ min: 0, max: 1 });
  });
});

describe('the trend', () => {
  const words = { state: (state: string) => state, percent, time: (at: number) => String(at) };
  const points = [
    { at: 1000, shares: { engaged: 0.8 }, coverage: 'high' as const },
    { at: 3000, shares: null, coverage: 'high' as const },
  ];
  const series = trendOption(points, words, palette).series as { id: string; data: unknown[] }[];

  it('keeps its level until the next figures, and leaves a gap where too few were counted', () => {
    expect(series.find(({ id }) => id === 'engaged')?.data).toEqual([
      [1000, 0.8],
      [3000, 0.8],
      [3000, null],
    ]);
  });

  it('leaves a gap where a state was not told apart, and no zero', () => {
    expect(series.find(({ id }) => id === 'struggling')?.data).toEqual([
      [1000, null],
      [3000, null],
      [3000, null],
    ]);
  });
});
