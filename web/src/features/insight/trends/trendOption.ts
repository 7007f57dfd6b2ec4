import type { EChartsOption } from 'echarts';
import type { Palette, Token } from '@/components/chart/palette';
import { EXPRESSIONS } from '@/components/affect';
import { shareOf, type Measure, type TrendWeek } from './api';

/** What the chart says in words. */
export interface TrendWords {
  percent: (share: number) => string;
  day: (monday: string) => string;
  measure: string;
  interval: string;
  learners: string;
  coverage: string;
}

export const TREND_HEIGHT = 430;
export const MIX_HEIGHT = 342; // the names take three rows on a phone

// In pixels: the share, then beneath it how many learners and how much of the time is known.
const LEFT = 52;
const ROWS = [
  { top: 24, height: 210 },
  { top: 278, height: 50 },
  { top: 372, height: 36 },
] as const;

function colorOf(measure: Measure): Token {
  return measure === 'struggling' ? '--action' : `--state-${measure}`;
}

/** Values by week, null where the week is hidden: the line has a gap there and is not drawn through. */
export function trendSeries(weeks: readonly TrendWeek[], measure: Measure) {
  const shares = weeks.map(({ figures }) => (figures ? shareOf(figures, measure) : null));
  return {
    share: shares.map((each) => each?.share ?? null),
    low: shares.map((each) => each?.low ?? null),
    spread: shares.map((each) => (each ? Math.max(0, each.high - each.low) : null)),
    n: weeks.map(({ figures }) => figures?.n ?? null),
    coverage: weeks.map(({ figures }) => figures?.coverage ?? null),
  };
}

/** A share over weeks with its ribbon, and beneath it learners and coverage. */
export function trendOption(
  weeks: readonly TrendWeek[],
  measure: Measure,
  words: TrendWords,
  palette: Palette,
): EChartsOption {
  const series = trendSeries(weeks, measure);
  const color = palette(colorOf(measure));
  const days = weeks.map(({ monday }) => words.day(monday));
  const label = { color: palette('--ink-muted'), fontSize: 12 };
  const line = { lineStyle: { color: palette('--line') } };
  const named = (name: string) => ({
    name,
    nameLocation: 'end' as const,
    nameGap: 10,
    nameTextStyle: { ...label, align: 'left' as const },
  });
  return {
    grid: ROWS.map((row) => ({ left: LEFT, right: 14, ...row, outerBoundsMode: 'none' as const })),
    xAxis: ROWS.map((_, gridIndex) => ({
      type: 'category' as const,
      gridIndex,
      data: days,
      axisLabel: { ...label, show: gridIndex === 2, hideOverlap: true },
      axisTick: { show: false },
      axisLine: line,
    })),
    yAxis: [
      {
        type: 'value',
        gridIndex: 0,
        min: 0,
        max: ({ max }: { max: number }) => Math.min(1, Math.max(0.2, Math.ceil(max * 10 + 0.5) / 10)),
        axisLabel: { ...label, formatter: words.percent },
        splitLine: line,
      },
      {
        type: 'value',
        gridIndex: 1,
        min: 0,
        splitNumber: 1,
        axisLabel: label,
        splitLine: line,
        ...named(words.learners),
      },
      {
        type: 'value',
        gridIndex: 2,
        min: 0,
        max: 1,
        interval: 1,
        axisLabel: { ...label, formatter: words.percent },
        splitLine: line,
        ...named(words.coverage),
      },
    ],
    series: [
      {
        id: 'low',
        type: 'line',
        stack: 'interval',
        symbol: 'none',
        silent: true,
        lineStyle: { opacity: 0 },
        data: series.low,
      },
      {
        id: 'interval',
        name: words.interval,
        type: 'line',
        stack: 'interval',
        symbol: 'none',
        silent: true,
        lineStyle: { opacity: 0 },
        areaStyle: { color, opacity: 0.2 },
        data: series.spread,
      },
      {
        id: 'share',
        name: words.measure,
        type: 'line',
        symbol: 'circle',
        symbolSize: 7,
        lineStyle: { color, width: 2.5 },
        itemStyle: { color },
        data: series.share,
      },
      {
        id: 'n',
        name: words.learners,
        type: 'bar',
        xAxisIndex: 1,
        yAxisIndex: 1,
        barMaxWidth: 22,
        itemStyle: { color: palette('--line-strong'), borderRadius: 3 },
        data: series.n,
      },
      {
        id: 'coverage',
        name: words.coverage,
        type: 'bar',
        xAxisIndex: 2,
        yAxisIndex: 2,
        barMaxWidth: 22,
        itemStyle: { color: palette('--line-strong'), borderRadius: 3 },
        data: series.coverage,
      },
    ],
  };
}

/** The mix of expressions week by week, one bar of 100 % each; none where the week is hidden. */
export function mixOption(
  weeks: readonly TrendWeek[],
  names: readonly string[],
  words: Pick<TrendWords, 'percent' | 'day'>,
  palette: Palette,
): EChartsOption {
  const label = { color: palette('--ink-muted'), fontSize: 12 };
  return {
    grid: { left: LEFT, right: 14, top: 86, bottom: 28, outerBoundsMode: 'none' },
    legend: { top: 0, left: 0, textStyle: { color: palette('--ink') }, selectedMode: false, itemGap: 12 },
    xAxis: {
      type: 'category',
      data: weeks.map(({ monday }) => words.day(monday)),
      axisLabel: { ...label, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      min: 0,
      max: 1,
      axisLabel: { ...label, formatter: words.percent },
      splitLine: { lineStyle: { color: palette('--line') } },
    },
    series: EXPRESSIONS.map((expression, place) => ({
      id: expression,
      name: names[place],
      type: 'bar' as const,
      stack: 'mix',
      barMaxWidth: 36,
      silent: true,
      itemStyle: { color: palette(`--expression-${expression}`) },
      data: weeks.map(({ figures }) => figures?.expressions[expression]?.share ?? null),
    })),
  };
}
