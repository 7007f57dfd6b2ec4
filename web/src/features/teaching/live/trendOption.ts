import type { EChartsOption, LineSeriesOption } from 'echarts';
import type { Palette } from '@/components/chart/palette';
import type { LearningState } from '@/components/affect';
import { TREND_MS, type TrendPoint } from './trend';

/** What a tutor follows over minutes; drawn with a line style each, so that colour is not the only difference. */
export const FOLLOWED = ['engaged', 'maybe_confused', 'maybe_frustrated', 'maybe_disengaged'] as const satisfies readonly LearningState[];

type Followed = (typeof FOLLOWED)[number];

/** Dashes and gaps of each line, in pixels; empty is solid. */
export const DASHES: Record<Followed, number[]> = {
  engaged: [], maybe_confused: [7, 4], maybe_frustrated: [2, 3], maybe_disengaged: [10, 4, 2, 4],
};

export interface TrendWords {
  state: (state: Followed) => string;
  percent: (share: number) => string;
  time: (at: number) => string;
}

function lineOf(state: Followed, points: readonly TrendPoint[], words: TrendWords, palette: Palette): LineSeriesOption {
  const color = palette(`--state-${state}`);
  return {
    id: state, type: 'line', name: words.state(state), showSymbol: points.length < 3, symbolSize: 5, connectNulls: false,
    lineStyle: { color, width: 2.5, type: DASHES[state].length > 0 ? DASHES[state] : 'solid' }, itemStyle: { color },
    data: points.map(({ at, shares }) => [at, shares ? (shares[state] ?? 0) : null]),
  };
}

/** How the shares of the class moved over the last minutes. */
export function trendOption(points: readonly TrendPoint[], words: TrendWords, palette: Palette): EChartsOption {
  const end = points.at(-1)?.at ?? 0;
  const muted = palette('--ink-muted');
  return {
    grid: { left: 44, right: 24, top: 8, bottom: 24, outerBoundsMode: 'none' },
    xAxis: {
      type: 'time', min: Math.max(points[0]?.at ?? 0, end - TREND_MS), max: end, splitNumber: 4,
      axisLabel: { formatter: (value: number) => words.time(value), color: muted, fontSize: 12, hideOverlap: true },
      axisLine: { lineStyle: { color: palette('--line-strong') } },
    },
    yAxis: {
      type: 'value', min: 0, max: 1, interval: 0.5,
      axisLabel: { formatter: (value: number) => words.percent(value), color: muted, fontSize: 12 },
      splitLine: { lineStyle: { color: palette('--line') } },
    },
    series: FOLLOWED.map((state) => lineOf(state, points, words, palette)),
  };
}
