import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '@/platform/i18n/locale';
import type { Band, ConsentCoverage } from './api';

/** How bands, scopes and weeks are said. */
export function useBands() {
  const locale = useLocale();
  const { t } = useTranslation('insight');
  return useMemo(() => {
    const whole = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
    const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
    return {
      band: (found: Band | null | undefined) =>
        found ? whole.formatRange(found.low, found.high) : t('consent.hidden'),
      day: (iso: string) => day.format(new Date(`${iso}T00:00:00Z`)),
      scope: ({ kind, title }: ConsentCoverage['chosen']) => (kind === 'institution' ? t('trends.institution') : title),
    };
  }, [locale, t]);
}
