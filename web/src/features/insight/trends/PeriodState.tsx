import { IconCalendarOff, IconCalendarQuestion } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '@/components/state/EmptyState';

/** Instead of figures where the days that were chosen are no period. */
export function NoPeriod() {
  const { t } = useTranslation('insight');
  return (
    <EmptyState icon={IconCalendarQuestion} title={t('trends.periods.none.title')}>
      {t('trends.periods.none.lead')}
    </EmptyState>
  );
}

/** Instead of figures where no whole week of a period is over. */
export function NoWholeWeek() {
  const { t } = useTranslation('insight');
  return (
    <EmptyState icon={IconCalendarOff} title={t('trends.periods.no_week.title')}>
      {t('trends.periods.no_week.lead')}
    </EmptyState>
  );
}
