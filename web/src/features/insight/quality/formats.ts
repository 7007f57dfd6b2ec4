import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { affectKey, type LearningState } from '@/components/affect';
import { useLocale } from '@/platform/i18n/locale';
import type { Cell, Period, Share } from './api';

/** How shares, periods and parts are said. */
export function useQualityFormats() {
  const locale = useLocale();
  const { t } = useTranslation('insight');
  return useMemo(() => {
    const whole = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
    const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
    const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });
    const at = (iso: string) => new Date(`${iso}T00:00:00Z`);
    return {
      percent: (share: number) => whole.format(share),
      /** A share: rounded, in a word, or hidden. */
      share: (figure: Share | undefined) => {
        if (!figure) return t('quality.hidden');
        return figure.share === null ? t(`words.${figure.word}`) : whole.format(figure.share);
      },
      range: (figure: Share | undefined) => (figure ? whole.formatRange(figure.low, figure.high) : ''),
      atLeast: (count: number | undefined) => (count === undefined ? '' : t('quality.at_least', { n: count })),
      day: (iso: string) => day.format(at(iso)),
      shortDay: (iso: string) => short.format(at(iso)),
      period: ({ began_on: first, ends_on: last }: Period) => day.formatRange(at(first), at(last)),
      /** What a part of the readings is called. */
      part: ({ division, value }: Cell) => {
        if (division === 'read_as') return t(affectKey(value as LearningState));
        if (division === 'model') return t('quality.model', { model: value });
        return division === 'all' ? t('quality.all') : t(`quality.${division}.${value}`);
      },
    };
  }, [locale, t]);
}

export type QualityFormats = ReturnType<typeof useQualityFormats>;
