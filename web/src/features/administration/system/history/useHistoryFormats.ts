import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocale } from '@/platform/i18n/locale';
import { unitsOf } from '../useUnits';
import type { HistoryInterval, SystemHistory } from './api';

type Step = SystemHistory['step'];

const AXIS: Readonly<Record<Step, Intl.DateTimeFormatOptions>> = {
  minute: { hour: 'numeric', minute: '2-digit' },
  quarter_hour: { hour: 'numeric', minute: '2-digit' },
  hour: { weekday: 'short', hour: 'numeric' },
  six_hours: { day: 'numeric', month: 'short' },
  day: { day: 'numeric', month: 'short' },
};
const CELL: Readonly<Record<Step, Intl.DateTimeFormatOptions>> = {
  minute: { hour: 'numeric', minute: '2-digit' },
  quarter_hour: { weekday: 'short', hour: 'numeric', minute: '2-digit' },
  hour: { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
  six_hours: { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
  day: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
};

/** Times of the institution's clock and values with their units, in the reader's language. */
export function useHistoryFormats(step: Step, timeZone: string) {
  const locale = useLocale();
  const { t } = useTranslation('administration');
  return useMemo(() => {
    const axis = new Intl.DateTimeFormat(locale, { ...AXIS[step], timeZone });
    const cell = new Intl.DateTimeFormat(locale, { ...CELL[step], timeZone });
    const units = unitsOf(locale);
    return {
      units,
      axis: ({ began_at: began }: HistoryInterval) => axis.format(Date.parse(began)),
      /** A day by its name; anything shorter from when to when. */
      cell: ({ began_at: began, ended_at: ended }: HistoryInterval) =>
        step === 'day' ? cell.format(Date.parse(began)) : cell.formatRange(Date.parse(began), Date.parse(ended)),
      none: t('system.history.not_measured'),
    };
  }, [locale, step, timeZone, t]);
}

export type HistoryFormats = ReturnType<typeof useHistoryFormats>;

/** Whether at an instant the reader's clock shows another time than the institution's. */
export function readsElsewhere(timeZone: string, at: string): boolean {
  const time = (zone?: string) => new Date(at).toLocaleString('en', { timeZone: zone });
  return time(timeZone) !== time();
}
