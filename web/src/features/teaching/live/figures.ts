import { useMemo } from 'react';
import { useLocale } from '@/components/locale';

/** Shares as the reader's language writes them. */
export function useFigures() {
  const locale = useLocale();
  return useMemo(() => {
    const whole = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
    return {
      /** 0..1 as a percentage. */
      percent: (share: number) => whole.format(share),
      /** An interval of shares, both 0..1. */
      range: (low: number, high: number) => whole.formatRange(low, high),
    };
  }, [locale]);
}
