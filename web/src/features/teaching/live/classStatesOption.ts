import type { CustomSeriesRenderItem, EChartsOption } from 'echarts';
import type { Palette } from '@/components/chart/palette';
import type { StateShare } from '../types';

export interface ClassStatesWords {
  state: (share: StateShare) => string;
  /** "42 % (5 of 12)" */
  figure: (share: StateShare) => string;
  percent: (share: number) => string;
}

const CAP = 5; // half the height of a whisker's end, in pixels

/** A whisker from `low` to `high` on a row: data is [low, row, high]. */
function whiskerRenderer(color: string): CustomSeriesRenderItem {
  return (_params, api) => {
    const row = api.value(1);
    const [left = 0, y = 0] = api.coord([api.value(0), row]);
    const [right = 0] = api.coord([api.value(2), row]);
    const line = (x1: number, y1: number, x2: number, y2: number) => ({
      type: 'line' as const,
      shape: { x1, y1, x2, y2 },
      style: { stroke: color, lineWidth: 1.5 },
    });
    return {
      type: 'group',
      children: [line(left, y, right, y), line(left, y - CAP, left, y + CAP), line(right, y - CAP, right, y + CAP)],
    };
  };
}

/** Shares of the class per learning state: a bar each, its 95 % interval as a whisker, its figure at the edge. */
export function classStatesOption(shares: readonly StateShare[], words: ClassStatesWords, palette: Palette): EChartsOption {
  const muted = palette('--ink-muted');
  return {
    grid: { left: 4, right: 96, top: 4, bottom: 4, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'value', min: 0, max: 1, interval: 0.25,
      axisLabel: { formatter: (value: number) => words.percent(value), color: muted },
      splitLine: { lineStyle: { color: palette('--line') } },
    },
    yAxis: [
      {
        type: 'category', inverse: true, data: shares.map(words.state),
        axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: palette('--ink'), fontSize: 14 },
      },
      {
        type: 'category', inverse: true, position: 'right', data: shares.map(words.figure),
        axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: palette('--ink'), fontSize: 13 },
      },
    ],
    series: [
      {
        id: 'shares', type: 'bar', barWidth: 18, silent: true, itemStyle: { borderRadius: 4 },
        data: shares.map(({ state, share }) => ({ value: share, itemStyle: { color: palette(`--state-${state}`) } })),
      },
      {
        id: 'intervals', type: 'custom', silent: true, z: 3, encode: { x: [0, 2], y: 1 },
        renderItem: whiskerRenderer(palette('--ink')),
        data: shares.map(({ low, high }, row) => [low, row, high]),
      },
    ],
  };
}
