import type { EChartsOption } from 'echarts';
import type { Palette } from '@/components/chart/palette';
import type { HistoryInterval } from './api';
import { valuesOf, type Figure, type FigureSeries } from './figures';

export const HISTORY_HEIGHT = 220;

const SPARSE = 60; // up to so many intervals, a value between two gaps can be distinguished from nothing only by its dot

export interface HistoryWords {
  /** An interval's time below the axis. */
  time: (interval: HistoryInterval) => string;
  /** A value beside the axis. */
  value: (value: number) => string;
  series: (series: FigureSeries) => string;
}

/** Whether a value has no neighbour to be joined to by a line. */
function standsAlone(values: readonly (number | null)[], place: number): boolean {
  return (values[place - 1] ?? null) === null && (values[place + 1] ?? null) === null;
}

/** One chart over the intervals of a history; nothing is drawn where nothing was measured. */
export function historyOption(
  intervals: readonly HistoryInterval[],
  { unit, series }: Figure,
  words: HistoryWords,
  palette: Palette,
): EChartsOption {
  const label = { color: palette('--ink-muted'), fontSize: 12 };
  const several = series.length > 1;
  return {
    grid: { left: 66, right: 12, top: several ? 36 : 12, bottom: 26, outerBoundsMode: 'none' },
    legend: {
      show: several,
      top: 0,
      left: 0,
      textStyle: { color: palette('--ink') },
      selectedMode: false,
      itemGap: 16,
    },
    xAxis: {
      type: 'category',
      data: intervals.map(words.time),
      axisLabel: { ...label, hideOverlap: true },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette('--line') } },
    },
    yAxis: {
      type: 'value',
      min: 0,
      minInterval: unit === 'count' ? 1 : 0,
      splitNumber: 4,
      axisLabel: { ...label, formatter: words.value },
      splitLine: { lineStyle: { color: palette('--line') } },
    },
    series: series.map((each) => {
      const values = valuesOf(intervals, each);
      const color = palette(each.color);
      if (each.kind === 'bar') {
        return {
          id: each.id,
          name: words.series(each),
          type: 'bar' as const,
          barGap: '-100%',
          barMaxWidth: 18,
          silent: true,
          itemStyle: { color },
          data: values,
        };
      }
      return {
        id: each.id,
        name: words.series(each),
        type: 'line' as const,
        silent: true,
        symbol: 'circle',
        showAllSymbol: true,
        symbolSize: (_value: unknown, { dataIndex }: { dataIndex: number }) =>
          intervals.length <= SPARSE || standsAlone(values, dataIndex) ? 4 : 0,
        lineStyle: { color, width: 2, type: each.dash ?? 'solid' },
        itemStyle: { color },
        data: values,
      };
    }),
  };
}
