import type { EChartsOption } from 'echarts';
import type { Palette } from '@/components/chart/palette';
import { sharesOption } from '@/components/chart/sharesOption';
import type { StateShare } from '../types';

export interface ClassStatesWords {
  state: (share: StateShare) => string;
  /** "42 % (5 of 12)" */
  figure: (share: StateShare) => string;
  percent: (share: number) => string;
}

/** Shares of the class per learning state: a bar each, its 95 % interval as a whisker, state and figure above it. */
export function classStatesOption(shares: readonly StateShare[], words: ClassStatesWords, palette: Palette): EChartsOption {
  const bars = shares.map((one) => ({ ...one, label: words.state(one), figure: words.figure(one), color: `--state-${one.state}` as const }));
  return sharesOption(bars, words.percent, palette);
}
