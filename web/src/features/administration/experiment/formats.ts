import { useMemo } from 'react';
import { useLocale } from '@/platform/i18n/locale';

/** Shares in percent, differences in percentage points with their sign. */
export function useShareFormat() {
  const locale = useLocale();
  return useMemo(() => {
    const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
    const points = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' });
    const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
    return {
      percent: (share: number) => percent.format(share),
      range: (low: number, high: number) => percent.formatRange(low, high),
      points: (share: number) => points.format(share * 100).replace('-', '\u2212'),
      size: (share: number) => plain.format(Math.ceil(share * 100)),
    };
  }, [locale]);
}
