import type { CustomSeriesRenderItem, EChartsOption, YAXisComponentOption } from 'echarts';
import type { Palette, Token } from './palette';

type CategoryAxis = Extract<YAXisComponentOption, { type?: 'category' }>;

/** A share with its 95 % interval, all 0..1, and the words above its bar. */
export interface ShareBar {
  label: string;
  /** "42 % (5 of 12)" */
  figure: string;
  share: number;
  low: number;
  high: number;
  color: Token;
}

// In pixels.
const CAP = 5; // half the height of a whisker's end
const BAR = 14;
const ROW = 54; // a bar and the words above it

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

/** Words above the bars, at one edge of the chart. */
function wordsAbove(texts: string[], edge: 'left' | 'right', color: string): CategoryAxis {
  return {
    type: 'category',
    inverse: true,
    position: edge,
    data: texts,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: {
      inside: true,
      margin: 0,
      align: edge,
      verticalAlign: 'bottom',
      padding: [0, 0, BAR / 2 + 8, 0],
      interval: 0,
      color,
      fontSize: 14,
    },
  };
}

/** Shares as bars from 0 to 100 %: each with its interval as a whisker, and its name and figure above it. */
export function sharesOption(
  bars: readonly ShareBar[],
  percent: (share: number) => string,
  palette: Palette,
): EChartsOption {
  return {
    grid: { left: 12, right: 16, top: 16, bottom: 22, outerBoundsMode: 'none' },
    xAxis: {
      type: 'value',
      min: 0,
      max: 1,
      interval: 0.25,
      axisLabel: { formatter: percent, color: palette('--ink-muted'), fontSize: 12 },
      splitLine: { lineStyle: { color: palette('--line') } },
    },
    yAxis: [
      wordsAbove(
        bars.map(({ label }) => label),
        'left',
        palette('--ink'),
      ),
      wordsAbove(
        bars.map(({ figure }) => figure),
        'right',
        palette('--ink'),
      ),
    ],
    series: [
      {
        id: 'shares',
        type: 'bar',
        barWidth: BAR,
        silent: true,
        itemStyle: { borderRadius: 4 },
        showBackground: true,
        backgroundStyle: { color: palette('--surface-sunken'), borderRadius: 4 },
        data: bars.map(({ share, color }) => ({ value: share, itemStyle: { color: palette(color) } })),
      },
      {
        id: 'intervals',
        type: 'custom',
        silent: true,
        z: 3,
        encode: { x: [0, 2], y: 1 },
        renderItem: whiskerRenderer(palette('--ink')),
        data: bars.map(({ low, high }, row) => [low, row, high]),
      },
    ],
  };
}

/** The height that a chart of so many bars needs, in pixels. */
export function sharesHeight(bars: number): number {
  return bars * ROW + 34;
}
