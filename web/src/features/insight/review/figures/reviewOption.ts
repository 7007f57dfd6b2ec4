import type { CustomSeriesOption, CustomSeriesRenderItem, EChartsOption } from 'echarts';
import { EXPRESSIONS } from '@/components/affect';
import type { Palette } from '@/components/chart/palette';
import type { Review, ReviewedBlock, ReviewShare } from '../api';

export interface OptionWords {
  percent: (share: number) => string;
  /** A point of the axis, with its unit. */
  minutes: (minutes: number) => string;
  /** What stands where figures are hidden. */
  hidden: string;
  row: (name: 'friction' | 'struggling' | 'mix' | 'asked') => string;
}

const ROWS = [
  { name: 'friction', height: 120 },
  { name: 'struggling', height: 100 },
  { name: 'mix', height: 70 },
  { name: 'asked', height: 60 },
] as const;

const TITLE = 36; // above each row, in pixels
const GAP = 14; // below each row
const AXIS = 30; // below the last one

/** Whether there is nothing about how it went: then only what was asked and wrong is drawn. */
export function allHidden({ blocks }: Review): boolean {
  return blocks.every(({ friction, readings }) => !friction && !readings);
}

function rowsOf(review: Review, compared: Review | undefined) {
  const drawnRows = allHidden(review) && (!compared || allHidden(compared)) ? ROWS.slice(-1) : ROWS;
  let top = 0;
  return drawnRows.map((row) => {
    const placed = { ...row, top: top + TITLE };
    top += TITLE + row.height + GAP;
    return placed;
  });
}

/** In pixels: all rows, with the axis below them. */
export function reviewHeight(review: Review, compared: Review | undefined): number {
  const last = rowsOf(review, compared).at(-1)!;
  return last.top + last.height + AXIS;
}

const LEFT = 52;
const RIGHT = 12;

type Span = { block: ReviewedBlock; from: number; to: number };

/** Where each block begins and ends on the axis, in minutes: as wide as it is expected to take. */
export function spansOf(blocks: readonly ReviewedBlock[]): Span[] {
  let at = 0;
  return blocks.map((block) => {
    const from = at;
    at += block.expected_seconds / 60;
    return { block, from, to: at };
  });
}

/** Rectangles: data is [from, to, low, high]. */
function boxes(style: Record<string, unknown>, gap = 1): CustomSeriesRenderItem {
  return (_params, api) => {
    const [left = 0, top = 0] = api.coord([api.value(0), api.value(3)]);
    const [right = 0, bottom = 0] = api.coord([api.value(1), api.value(2)]);
    const width = Math.max(1, right - left - 2 * gap);
    return { type: 'rect', shape: { x: left + gap, y: top, width, height: Math.max(1, bottom - top) }, style };
  };
}

/** Where a figure is hidden, over the whole height of a row: a gap that cannot be taken for a zero. data is [from, to]. */
function gaps(style: { fill: string; ink: string }, word: string): CustomSeriesRenderItem {
  return (_params, api) => {
    const [left = 0, top = 0] = api.coord([api.value(0), 1]);
    const [right = 0, bottom = 0] = api.coord([api.value(1), 0]);
    const shape = { x: left + 1, y: top, width: Math.max(1, right - left - 2), height: bottom - top };
    const box = { type: 'rect' as const, shape, style: { fill: style.fill } };
    if (shape.width < 9 * word.length) return box;
    const center = { x: (left + right) / 2, y: (top + bottom) / 2 };
    const said = { text: word, ...center, align: 'center' as const, verticalAlign: 'middle' as const };
    return {
      type: 'group',
      children: [box, { type: 'text', style: { ...said, fill: style.ink, font: api.font({ fontSize: 12 }) } }],
    };
  };
}

function series(id: string, row: number, data: number[][], renderItem: CustomSeriesRenderItem): CustomSeriesOption {
  return {
    id,
    type: 'custom',
    xAxisIndex: row,
    yAxisIndex: row,
    silent: true,
    clip: true,
    encode: { x: [0, 1], y: [2, 3] },
    renderItem,
    data,
  };
}

/** A released share where it is drawn: a word stands in the middle of its range. */
export function drawn({ share, low, high }: ReviewShare): number {
  return share ?? (low + high) / 2;
}

function frictionBoxes(spans: Span[]): number[][] {
  return spans.flatMap(({ block, from, to }) => (block.friction ? [[from, to, 0, drawn(block.friction.share)]] : []));
}

function mixBoxes(spans: Span[], expression: (typeof EXPRESSIONS)[number]): number[][] {
  return spans.flatMap(({ block, from, to }) => {
    const mix = block.readings?.mix;
    if (!mix) return [];
    const below = EXPRESSIONS.slice(0, EXPRESSIONS.indexOf(expression)).reduce(
      (sum, each) => sum + (mix[each] ?? 0),
      0,
    );
    const share = mix[expression] ?? 0;
    return share > 0 ? [[from, to, below, below + share]] : [];
  });
}

/** A review as rows over one axis: friction, struggling with its interval, the expressions, what was asked and wrong. */
export function reviewOption(
  review: Review,
  compared: Review | undefined,
  words: OptionWords,
  palette: Palette,
): EChartsOption {
  const spans = spansOf(review.blocks);
  const other = compared ? spansOf(compared.blocks) : [];
  const end = spans.at(-1)?.to ?? 1;
  const most = Math.max(1, ...review.blocks.map(({ records }) => Math.max(records.questions, records.wrong_answers)));
  const [muted, ink, line] = [palette('--ink-muted'), palette('--ink'), palette('--line')];
  const struggling = palette('--state-maybe_confused');
  const rows = rowsOf(review, compared);
  const spanOfHidden = (figure: 'friction' | 'readings') =>
    spans.flatMap(({ block, from, to }) => (block[figure] ? [] : [[from, to]]));
  const gap = gaps({ fill: palette('--surface-tinted'), ink: muted }, words.hidden);
  const outline = { fill: 'none', stroke: ink, lineWidth: 1.5, lineDash: [4, 3] };
  const center = (block: number[], half: number) => [block[0]!, block[1]!, block[2]! - half, block[2]! + half];
  const readings = (from: Span[]) =>
    from.flatMap(({ block, from: a, to }) => (block.readings ? [[a, to, drawn(block.readings.struggling)]] : []));
  return {
    grid: rows.map(({ top, height }) => ({ left: LEFT, right: RIGHT, top, height, outerBoundsMode: 'none' as const })),
    title: [],
    xAxis: rows.map((_row, index) => ({
      type: 'value' as const,
      gridIndex: index,
      min: 0,
      max: end,
      axisLabel: {
        show: index === rows.length - 1,
        formatter: (value: number) => (Number.isInteger(value) ? words.minutes(value) : ''),
        color: muted,
        fontSize: 12,
        hideOverlap: true,
      },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: palette('--line-strong') } },
      splitLine: { show: false },
    })),
    yAxis: rows.map(({ name }, index) => ({
      type: 'value' as const,
      gridIndex: index,
      name: words.row(name),
      nameTextStyle: { align: 'left' as const, padding: [0, 0, 0, -LEFT + 12], color: ink, fontSize: 13 },
      nameGap: 14,
      min: 0,
      max: name === 'asked' ? most : 1,
      interval: name === 'asked' ? most : 0.5,
      axisLabel: {
        formatter: (value: number) => (name === 'asked' ? String(value) : words.percent(value)),
        color: muted,
        fontSize: 12,
      },
      splitLine: { lineStyle: { color: line } },
    })),
    series: [...(rows.length > 1 ? how() : []), ...asked()],
  };

  function how(): CustomSeriesOption[] {
    return [
      series('friction-hidden', 0, spanOfHidden('friction'), gap),
      series('struggling-hidden', 1, spanOfHidden('readings'), gap),
      series('mix-hidden', 2, spanOfHidden('readings'), gap),
      series('friction', 0, frictionBoxes(spans), boxes({ fill: palette('--warm-ink') })),
      series('friction-compared', 0, frictionBoxes(other), boxes(outline, 2)),
      series(
        'interval',
        1,
        spans.flatMap(({ block, from, to }) =>
          block.readings ? [[from, to, block.readings.struggling.low, block.readings.struggling.high]] : [],
        ),
        boxes({ fill: struggling, opacity: 0.28 }),
      ),
      series(
        'struggling',
        1,
        readings(spans).map((each) => center(each, 0.012)),
        boxes({ fill: struggling }),
      ),
      series(
        'struggling-compared',
        1,
        readings(other).map((each) => center(each, 0.012)),
        boxes(outline, 2),
      ),
      ...EXPRESSIONS.map((expression) =>
        series(
          `mix-${expression}`,
          2,
          mixBoxes(spans, expression),
          boxes({ fill: palette(`--expression-${expression}`) }),
        ),
      ),
    ];
  }

  function asked(): CustomSeriesOption[] {
    return [
      series(
        'wrong',
        rows.length - 1,
        spans.map(({ block, from, to }) => [from, (from + to) / 2, 0, block.records.wrong_answers]),
        boxes({ fill: palette('--ink-muted') }),
      ),
      series(
        'questions',
        rows.length - 1,
        spans.map(({ block, from, to }) => [(from + to) / 2, to, 0, block.records.questions]),
        boxes({ fill: 'none', stroke: ink, lineWidth: 1.5 }),
      ),
    ];
  }
}
