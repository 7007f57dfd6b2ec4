import type { EChartsOption } from 'echarts';
import { LEARNING_STATES, type LearningState } from '@/components/affect';
import type { Palette } from '@/components/chart/palette';
import type { Bucket } from '../timeline';

export interface TimelineWords {
  state: (state: LearningState) => string;
  bucket: (start: number) => string;
  minutes: string;
}

const round = (minutes: number) => Math.round(minutes * 10) / 10;

/** Minutes per state, one stacked column for every stretch of time. */
export function timelineOption(buckets: readonly Bucket[], words: TimelineWords, palette: Palette): EChartsOption {
  const axis = {
    axisLine: { lineStyle: { color: palette('--line-strong') } },
    axisLabel: { color: palette('--ink-muted') },
  };
  return {
    grid: { left: 44, right: 12, top: 36, bottom: 28 },
    tooltip: {
      trigger: 'axis',
      backgroundColor: palette('--surface-card'),
      borderColor: palette('--line'),
      textStyle: { color: palette('--ink') },
    },
    xAxis: { type: 'category', data: buckets.map(({ start }) => words.bucket(start)), ...axis },
    yAxis: {
      type: 'value',
      name: words.minutes,
      nameTextStyle: { color: palette('--ink-muted') },
      splitLine: { lineStyle: { color: palette('--line') } },
      ...axis,
    },
    series: LEARNING_STATES.map((state) => ({
      type: 'bar',
      stack: 'minutes',
      name: words.state(state),
      barMaxWidth: 42,
      color: palette(`--state-${state}`),
      itemStyle: { borderColor: palette('--surface-card'), borderWidth: 1 },
      data: buckets.map(({ minutes }) => round(minutes[state])),
    })),
  };
}
