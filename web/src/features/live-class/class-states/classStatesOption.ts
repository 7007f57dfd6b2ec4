import type { EChartsOption } from 'echarts';
import type { Palette } from '@/components/chart/palette';
import { sharesOption } from '@/components/chart/sharesOption';
import type { StateShare } from '../types';
import { categoryToken } from './categories';
import { drawnShare } from './shareFormat';

export interface ClassStatesWords {
  category: (share: StateShare) => string;
  shareText: (share: StateShare) => string;
  percent: (share: number) => string;
}

/** The picture of the class: one bar for each share that was released, with its interval or its word's range. */
export function classStatesOption(
  shares: readonly StateShare[],
  words: ClassStatesWords,
  palette: Palette,
): EChartsOption {
  const bars = shares.map((one) => ({
    label: words.category(one),
    figure: words.shareText(one),
    share: drawnShare(one),
    low: one.low,
    high: one.high,
    color: categoryToken(one.category),
  }));
  return sharesOption(bars, words.percent, palette);
}
