import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** Shares as the reader's language writes them. */
export function useFigures() {
  const { i18n } = useTranslation('teaching');
  return useMemo(() => {
    const whole = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 0 });
    return {
      /** 0..1 as a percentage. */
      percent: (share: number) => whole.format(share),
      /** An interval of shares, both 0..1. */
      range: (low: number, high: number) => whole.formatRange(low, high),
    };
  }, [i18n.language]);
}
