import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { affectKey } from '@/components/affect';
import { useLocale } from '@/platform/i18n/locale';
import type { Measure, Scope } from './api';

const DAY = 86_400_000;

/** Shares, points and the days of a week as they are written in the reader's language. */
export function useTrendFormats() {
  const locale = useLocale();
  const { t } = useTranslation('insight');
  return useMemo(() => {
    const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
    const points = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
    const at = (monday: string) => Date.parse(`${monday}T00:00:00Z`);
    return {
      percent: (share: number) => percent.format(share),
      range: (low: number, high: number) => percent.formatRange(low, high),
      points: (share: number) => points.format(Math.abs(share) * 100),
      /** From the lower to the upper end of an interval of a difference; a sign where it is below zero. */
      pointsRange: (low: number, high: number) =>
        [low, high].map((end) => points.format(Math.round(end * 100) + 0).replace('-', '\u2212')),
      day: (monday: string) => day.format(at(monday)),
      week: (monday: string) => day.formatRange(at(monday), at(monday) + 6 * DAY),
      measure: (measure: Measure) => (measure === 'struggling' ? t('trends.struggling') : t(affectKey(measure))),
      scope: ({ kind, title, course_title: course }: Scope) => {
        if (kind === 'institution') return t('trends.institution');
        return kind === 'group' ? t('trends.group_of', { group: title, course }) : title;
      },
    };
  }, [locale, t]);
}

export type TrendFormats = ReturnType<typeof useTrendFormats>;
