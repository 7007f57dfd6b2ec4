import type {
  CustomSeriesOption,
  CustomSeriesRenderItem,
  EChartsOption,
  LineSeriesOption,
  ScatterSeriesOption,
} from 'echarts';
import { PICTOGRAMS } from '@/components/affect';
import type { Palette } from '@/components/chart/palette';
import type { LessonTimeline, Mark } from '../api';
import type { Range } from './range';
import { laneOf, runsOf, sameExpression, sameState, valenceLine, type Lane, type Run } from './runs';

export interface LessonWords {
  lane: (lane: Lane | 'expression' | 'state') => string;
  /** What a run or a mark says when one points at it. */
  run: (run: Run) => string;
  mark: (mark: Mark) => string;
  valence: string;
  pleasant: string;
  unpleasant: string;
  /** A tick of the axis; exact: to the second. */
  time: (at: number, exact: boolean) => string;
}

/** Which marks look how: shape and size, so that colour is not the only difference. */
export const SYMBOLS: Record<Mark['kind'], { symbol: string; token: `--${string}` }> = {
  check_in: { symbol: 'circle', token: '--state-engaged' },
  lost_here: { symbol: 'diamond', token: '--state-maybe_confused' },
  correction: { symbol: 'emptyCircle', token: '--ink' },
  hand_raised: { symbol: 'arrow', token: '--state-maybe_frustrated' },
  note: { symbol: 'rect', token: '--ink-muted' },
  message: { symbol: 'roundRect', token: '--action' },
  block: { symbol: 'rect', token: '--line-strong' },
  quiz: { symbol: 'triangle', token: '--action' },
  completed: { symbol: 'pin', token: '--action' },
};

// In pixels.
const LEFT = 88;
const LANE = 38;
const LINE = 110;
const STRIP = 22;
const PICTOGRAM = 14;
const PICTOGRAM_FITS = 20;

const EXACT_MS = 5 * 60_000; // in less than five minutes several ticks fall into one

type StripName = 'expression' | 'state';

function lanesOf({ points, marks }: LessonTimeline): (Lane | StripName)[] {
  const strips: StripName[] = points.length > 0 ? ['expression', 'state'] : [];
  return [
    ...strips,
    ...(['said', 'received', 'lesson'] as const).filter((lane) => marks.some((mark) => laneOf(mark) === lane)),
  ];
}

/** The height that the chart needs, in pixels. */
export function lessonHeight(timeline: LessonTimeline): number {
  return (timeline.points.length > 0 ? LINE + 24 : 8) + lanesOf(timeline).length * LANE + 28;
}

/** A strip of coloured stretches; what could not be read is an empty, dashed frame. */
function strip(
  name: StripName,
  row: number,
  runs: readonly Run[],
  words: LessonWords,
  palette: Palette,
): CustomSeriesOption {
  const render: CustomSeriesRenderItem = (params, api) => {
    const [left = 0, y = 0] = api.coord([api.value(0), row]);
    const [right = 0] = api.coord([api.value(1), row]);
    const area = params.coordSys as unknown as { x: number; width: number };
    const [from, to] = [Math.max(left, area.x), Math.min(right, area.x + area.width)];
    const run = runs[params.dataIndex];
    if (!run || to <= from) return null;
    const shape = { x: from, y: y - STRIP / 2, width: Math.max(to - from - 0.5, 1), height: STRIP };
    const unknown = run[name] === 'unknown';
    const style = unknown
      ? { fill: 'transparent', stroke: palette('--line-strong'), lineDash: [3, 3] }
      : { fill: palette(`--${name}-${run[name]}`) };
    const children = [{ type: 'rect' as const, shape, style }];
    if (to - from < PICTOGRAM_FITS) return { type: 'group', children };
    return {
      type: 'group',
      children: [
        ...children,
        {
          type: 'path' as const,
          shape: {
            pathData: PICTOGRAMS[run[name]],
            x: (from + to - PICTOGRAM) / 2,
            y: y - PICTOGRAM / 2,
            width: PICTOGRAM,
            height: PICTOGRAM,
          },
          style: { fill: 'none', stroke: palette('--ink'), lineWidth: 1.4 },
        },
      ],
    };
  };
  return {
    id: name,
    type: 'custom',
    renderItem: render,
    xAxisIndex: 0,
    yAxisIndex: 0,
    encode: { x: [0, 1] },
    data: runs.map((run) => ({ value: [run.from, run.to, row], name: words.run(run) })),
  };
}

function marksIn(
  lane: Lane,
  row: number,
  marks: readonly Mark[],
  words: LessonWords,
  palette: Palette,
): ScatterSeriesOption {
  return {
    id: lane,
    type: 'scatter',
    xAxisIndex: 0,
    yAxisIndex: 0,
    z: 3,
    data: marks
      .filter((mark) => laneOf(mark) === lane)
      .map((mark) => ({
        name: words.mark(mark),
        value: [Date.parse(mark.at), row],
        symbol: SYMBOLS[mark.kind].symbol,
        symbolSize: 14,
        itemStyle: { color: palette(SYMBOLS[mark.kind].token), borderColor: palette('--surface-card'), borderWidth: 1 },
      })),
  };
}

function line(timeline: LessonTimeline, words: LessonWords, palette: Palette): LineSeriesOption {
  return {
    id: 'valence',
    type: 'line',
    name: words.valence,
    xAxisIndex: 1,
    yAxisIndex: 1,
    showSymbol: false,
    connectNulls: false,
    silent: true,
    lineStyle: { color: palette('--action'), width: 2 },
    itemStyle: { color: palette('--action') },
    data: valenceLine(timeline.points),
  };
}

/** One study session of a lesson over time: the line of valence, strips of expression and state, and marks in their lanes. */
export function lessonOption(
  timeline: LessonTimeline,
  range: Range,
  words: LessonWords,
  palette: Palette,
): EChartsOption {
  const lanes = lanesOf(timeline);
  const { points } = timeline;
  const seen = points.length > 0;
  const top = seen ? LINE + 24 : 8;
  const muted = palette('--ink-muted');
  const exact = range.to - range.from < EXACT_MS;
  const time = { type: 'time' as const, min: range.from, max: range.to };
  const lines = { lineStyle: { color: palette('--line') } };
  const valence = (value: number) => ({ '-1': words.unpleasant, '1': words.pleasant })[String(value)] ?? '';
  return {
    grid: [
      { left: LEFT, right: 14, top, height: lanes.length * LANE, outerBoundsMode: 'none' },
      ...(seen ? [{ left: LEFT, right: 14, top: 10, height: LINE, outerBoundsMode: 'none' as const }] : []),
    ],
    tooltip: {
      trigger: 'item',
      renderMode: 'richText',
      confine: true,
      formatter: (item) => (Array.isArray(item) ? '' : item.name),
      backgroundColor: palette('--surface-card'),
      borderColor: palette('--line'),
      textStyle: { color: palette('--ink') },
    },
    xAxis: [
      {
        ...time,
        gridIndex: 0,
        splitLine: { show: true, ...lines },
        axisLine: { show: false },
        axisLabel: {
          color: muted,
          hideOverlap: true,
          showMaxLabel: false,
          formatter: (at: number) => words.time(at, exact),
        },
        splitNumber: 4,
      },
      ...(seen
        ? [
            {
              ...time,
              gridIndex: 1,
              axisLabel: { show: false },
              axisLine: { show: false },
              axisTick: { show: false },
              splitLine: { show: false },
            },
          ]
        : []),
    ],
    yAxis: [
      {
        type: 'category',
        gridIndex: 0,
        inverse: true,
        data: lanes.map(words.lane),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { color: muted, interval: 0, width: LEFT - 12, overflow: 'break', lineHeight: 14 },
      },
      ...(seen
        ? [
            {
              type: 'value' as const,
              gridIndex: 1,
              min: -1,
              max: 1,
              interval: 1,
              splitLine: lines,
              axisLabel: { color: muted, formatter: valence },
            },
          ]
        : []),
    ],
    series: [
      ...(seen
        ? [
            line(timeline, words, palette),
            strip('expression', 0, runsOf(points, sameExpression), words, palette),
            strip('state', 1, runsOf(points, sameState), words, palette),
          ]
        : []),
      ...lanes.flatMap((lane, row) =>
        lane === 'expression' || lane === 'state' ? [] : [marksIn(lane, row, timeline.marks, words, palette)],
      ),
    ],
  };
}
