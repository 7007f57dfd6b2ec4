import { Text } from '@mantine/core';
import { memo, useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Chart } from '@/components/chart/Chart';
import type { Palette } from '@/components/chart/palette';
import { useDates } from '@/platform/i18n/dates';
import { useLocale } from '@/platform/i18n/locale';
import { serverTime } from '../freshness/serverClock';
import { useNow } from '../freshness/useNow';
import { Panel } from '../Panel';
import type { Category, LiveView } from '../types';
import { categoryKey } from './categories';
import { Coverage } from './Coverage';
import { useShareFormat } from './shareFormat';
import { holdUntil, isDrawable, lastOfEachMinute, pointsOf, type TrendPoint } from './trend';
import { TrendLegend } from './TrendLegend';
import { FOLLOWED, trendOption, type TrendWords } from './trendOption';

/** How the class has moved over the last minutes, as far as the server remembers. */
export const TrendPanel = memo(function TrendPanel({ trend, class_states }: Pick<LiveView, 'trend' | 'class_states'>) {
  const { t } = useTranslation('live-class');
  const now = serverTime(useNow());
  const points = useMemo(() => holdUntil(pointsOf(trend), now), [trend, now]);
  return (
    <Panel title={t('trend.title')} lead={t('trend.lead')}>
      {isDrawable(points) ? <TrendChart points={points} /> : <Text c="dimmed">{t('trend.waiting')}</Text>}
      <Coverage coverage={class_states.coverage} />
    </Panel>
  );
});

function TrendChart({ points }: { points: readonly TrendPoint[] }) {
  const { t } = useTranslation('live-class');
  const locale = useLocale();
  const { percent } = useShareFormat();
  const { time } = useDates();
  const words = useMemo<TrendWords>(() => {
    const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
    return { percent, state: (state: Category) => t(categoryKey(state)), time: (at) => clock.format(at) };
  }, [t, locale, percent]);
  const build = useCallback((palette: Palette) => trendOption(points, words, palette), [points, words]);
  const cell = (share: number | undefined | null) =>
    share === undefined || share === null ? t('trend.hidden') : percent(share);
  return (
    <>
      <TrendLegend />
      <Chart
        title={t('trend.chart')}
        summary={t('trend.summary', { from: words.time(points[0]?.at ?? 0), to: words.time(points.at(-1)?.at ?? 0) })}
        build={build}
        height={250}
        table={{
          columns: [t('trend.minute'), ...FOLLOWED.map(words.state), t('trend.coverage')],
          rows: lastOfEachMinute(points).map(({ at, shares, coverage }) => [
            time(new Date(at).toISOString()),
            ...FOLLOWED.map((state) => cell(shares?.[state])),
            t(coverage === null ? 'trend.hidden' : `trend.coverages.${coverage}`),
          ]),
        }}
      />
    </>
  );
}
