import type { EChartsOption } from 'echarts';
import { LEARNING_STATES, type LearningState } from '@/components/affect';
import type { Palette } from '@/components/chart/palette';
import type { Week } from '../api';

export interface WeeksWords {
  week: (week: Week) => string;
  state: (state: LearningState) => string;
  /** What is not covered by a summary. */
  unread: string;
  minutes: string;
}

/** In tenths of a minute; nothing at all for none, because a bar of no height would still be a line. */
const round = (minutes: number) => Math.round(minutes * 10) / 10 || null;

/** Minutes of study for which there is no summary: no camera, or a gap. */
export function minutesWithout(week: Week): number {
  const read = LEARNING_STATES.reduce((sum, state) => sum + (week.state_minutes[state] ?? 0), 0);
  return Math.max(0, week.studied_minutes - read);
}

/** Time studied per week, in the states that could be read; the rest is an empty frame and never calm. */
export function weeksOption(weeks: readonly Week[], words: WeeksWords, palette: Palette): EChartsOption {
  const axis = {
    axisLine: { lineStyle: { color: palette('--line-strong') } },
    axisLabel: { color: palette('--ink-muted'), interval: 0, hideOverlap: true },
  };
  const bar = { type: 'bar' as const, stack: 'minutes', barMaxWidth: 56 };
  return {
    grid: { left: 44, right: 12, top: 32, bottom: 28 },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      backgroundColor: palette('--surface-card'),
      borderColor: palette('--line'),
      textStyle: { color: palette('--ink') },
    },
    xAxis: { type: 'category', data: weeks.map(words.week), ...axis },
    yAxis: {
      type: 'value',
      name: words.minutes,
      nameTextStyle: { color: palette('--ink-muted') },
      splitLine: { lineStyle: { color: palette('--line') } },
      axisLabel: { color: palette('--ink-muted') },
    },
    series: [
      ...LEARNING_STATES.map((state) => ({
        ...bar,
        id: state,
        name: words.state(state),
        color: palette(`--state-${state}`),
        itemStyle: { borderColor: palette('--surface-card'), borderWidth: 1 },
        data: weeks.map((week) => round(week.state_minutes[state] ?? 0)),
      })),
      {
        ...bar,
        id: 'without',
        name: words.unread,
        color: palette('--surface-sunken'),
        itemStyle: { borderColor: palette('--line-strong'), borderWidth: 1, borderType: 'dashed' as const },
        data: weeks.map((week) => round(minutesWithout(week))),
      },
    ],
  };
}
