import type { EChartsOption } from 'echarts';
import type { Palette } from '@/components/chart/palette';
import { amountOf, cellOf, cellsOf, type Period } from './api';

interface OverTimeWords {
  percent: (share: number) => string;
  day: (iso: string) => string;
  same: string;
  interval: string;
  abstained: string;
}

export const OVER_TIME_HEIGHT = 320;

/** Values by period, null where they are hidden: the line has a gap there. */
export function overTimeSeries(periods: readonly Period[]) {
  const all = periods.map((period) => cellOf(period, 'all'));
  const same = all.map((cell) => cell?.agreement?.share ?? null);
  return {
    same: same.map((share) => share && amountOf(share)),
    low: same.map((share) => share?.low ?? null),
    spread: same.map((share) => (share ? share.high - share.low : null)),
    abstained: all.map((cell) => (cell?.readable ? amountOf(cell.readable.abstained) : null)),
  };
}

/** Agreement with its interval and the time without a statement, period by period, above the models that read. */
export function overTimeOption(periods: readonly Period[], words: OverTimeWords, palette: Palette): EChartsOption {
  const series = overTimeSeries(periods);
  const label = { color: palette('--ink-muted'), fontSize: 12 };
  const line = { type: 'line' as const, stack: 'interval', symbol: 'none', silent: true, lineStyle: { opacity: 0 } };
  const models = (period: Period) => cellsOf(period, 'model').map(({ value }) => value);
  return {
    grid: { left: 52, right: 24, top: 44, bottom: 56, outerBoundsMode: 'none' },
    legend: {
      top: 0,
      left: 0,
      data: [words.same, words.abstained],
      textStyle: { color: palette('--ink') },
      selectedMode: false,
    },
    xAxis: {
      type: 'category',
      data: periods.map((period) => [words.day(period.began_on), ...models(period)].join('\n')),
      axisLabel: { ...label, lineHeight: 18 },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette('--line') } },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 1,
      axisLabel: { ...label, formatter: words.percent },
      splitLine: { lineStyle: { color: palette('--line') } },
    },
    series: [
      { ...line, id: 'low', data: series.low },
      {
        ...line,
        id: 'interval',
        name: words.interval,
        areaStyle: { color: palette('--action'), opacity: 0.2 },
        data: series.spread,
      },
      {
        id: 'same',
        name: words.same,
        type: 'line',
        symbolSize: 8,
        lineStyle: { color: palette('--action'), width: 2.5 },
        itemStyle: { color: palette('--action') },
        data: series.same,
      },
      {
        id: 'abstained',
        name: words.abstained,
        type: 'line',
        symbol: 'rect',
        symbolSize: 7,
        lineStyle: { color: palette('--line-strong'), width: 2, type: 'dashed' },
        itemStyle: { color: palette('--line-strong') },
        data: series.abstained,
      },
    ],
  };
}
