import type { EChartsOption, LineSeriesOption } from 'echarts';
import type { Palette } from '@/components/chart/palette';
import type { Category } from '../types';
import { categoryToken } from './categories';
import { TREND_MS, type TrendPoint } from './trend';

/** What a tutor follows over minutes; drawn with a line style each, so that colour is not the only difference. */
export const FOLLOWED = ['engaged', 'struggling', 'maybe_disengaged'] as const satisfies readonly Category[];

const SHORTEST_SPAN_MS = 5 * 60_000; // a line that is stretched over the whole width looks more dramatic than it is

type Followed = (typeof FOLLOWED)[number];

/** Dashes and gaps of each line, in pixels; empty is solid. */
export const DASHES: Record<Followed, number[]> = {
  engaged: [],
  struggling: [7, 4],
  maybe_disengaged: [10, 4, 2, 4],
};

export interface TrendWords {
  state: (state: Followed) => string;
  percent: (share: number) => string;
  time: (at: number) => string;
}

type Corner = [at: number, share: number | null];

/** The corners of a line that keeps its level until the next point; null is a gap. */
function steps(points: readonly TrendPoint[], state: Followed): Corner[] {
  const level = ({ shares }: TrendPoint) => shares?.[state] ?? null;
  return points.flatMap((point, index): Corner[] => {
    const before = points[index - 1];
    const corner: Corner = [point.at, level(point)];
    return before ? [[point.at, level(before)], corner] : [corner];
  });
}

function lineOf(state: Followed, points: readonly TrendPoint[], words: TrendWords, palette: Palette): LineSeriesOption {
  const color = palette(categoryToken(state));
  return {
    id: state,
    type: 'line',
    name: words.state(state),
    showSymbol: false,
    connectNulls: false,
    lineStyle: { color, width: 2.5, type: DASHES[state].length > 0 ? DASHES[state] : 'solid' },
    itemStyle: { color },
    data: steps(points, state),
  };
}

/** How the shares of the class moved over the last minutes. */
export function trendOption(points: readonly TrendPoint[], words: TrendWords, palette: Palette): EChartsOption {
  const [start, end] = [points[0]?.at ?? 0, points.at(-1)?.at ?? 0];
  const muted = palette('--ink-muted');
  return {
    grid: { left: 44, right: 24, top: 8, bottom: 24, outerBoundsMode: 'none' },
    xAxis: {
      type: 'time',
      min: end - Math.min(TREND_MS, Math.max(SHORTEST_SPAN_MS, end - start)),
      max: end,
      minInterval: 60_000,
      splitNumber: 4,
      axisLabel: { formatter: (value: number) => words.time(value), color: muted, fontSize: 12, hideOverlap: true },
      axisLine: { lineStyle: { color: palette('--line-strong') } },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 1,
      interval: 0.5,
      axisLabel: { formatter: (value: number) => words.percent(value), color: muted, fontSize: 12 },
      splitLine: { lineStyle: { color: palette('--line') } },
    },
    series: FOLLOWED.map((state) => lineOf(state, points, words, palette)),
  };
}
