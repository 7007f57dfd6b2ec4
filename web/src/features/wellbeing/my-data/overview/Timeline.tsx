import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { affectKey, LEARNING_STATES, type LearningState } from '@/components/affect';
import { Chart } from '@/components/chart/Chart';
import type { Palette } from '@/components/chart/palette';
import { useLocale } from '@/platform/i18n/locale';
import { StateLegend } from '../StateLegend';
import { bucketWindows, leadingState, type BucketSize, type OwnWindow } from '../timeline';
import { timelineOption, type TimelineWords } from './timelineOption';

/** How the time went, as columns and as a table. */
export function Timeline({ windows, size }: { windows: readonly OwnWindow[]; size: BucketSize }) {
  const { t } = useTranslation('wellbeing');
  const locale = useLocale();
  const buckets = useMemo(() => bucketWindows(windows, size), [windows, size]);
  const words = useMemo<TimelineWords>(() => {
    const format = new Intl.DateTimeFormat(
      locale,
      size === 'day' ? { day: 'numeric', month: 'short' } : { hour: 'numeric' },
    );
    return {
      state: (state: LearningState) => t(affectKey(state)),
      bucket: (start) => format.format(start),
      minutes: t('timeline.minutes'),
    };
  }, [t, locale, size]);
  const build = useCallback((palette: Palette) => timelineOption(buckets, words, palette), [buckets, words]);
  const figure = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const leading = leadingState(buckets);

  return (
    <div>
      <StateLegend />
      <Chart
        title={t('timeline.title')}
        summary={leading ? t('timeline.summary', { state: words.state(leading) }) : t('timeline.summary_unknown')}
        build={build}
        height={280}
        table={{
          columns: [t(`timeline.${size}`), ...LEARNING_STATES.map(words.state)],
          rows: buckets.map(({ start, minutes }) => [
            words.bucket(start),
            ...LEARNING_STATES.map((state) => figure.format(minutes[state])),
          ]),
        }}
      />
    </div>
  );
}
