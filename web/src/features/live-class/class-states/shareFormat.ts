import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '@/platform/i18n/locale';
import type { StateShare } from '../types';

/** Where a share is drawn: a word stands in the middle of its range. */
export function drawnShare({ share, low, high }: StateShare): number {
  return share ?? (low + high) / 2;
}

/** Shares as the reader's language writes them. */
export function useShareFormat() {
  const locale = useLocale();
  const { t } = useTranslation('live-class');
  return useMemo(() => {
    const whole = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
    const percent = (share: number) => whole.format(share);
    return {
      /** 0..1 as a percentage. */
      percent,
      /** An interval of shares, both 0..1. */
      range: (low: number, high: number) => whole.formatRange(low, high),
      /** A released share: rounded, or in a word. */
      shareText: ({ share, word }: StateShare) => (share === null ? t(`words.${word}`) : percent(share)),
    };
  }, [locale, t]);
}
