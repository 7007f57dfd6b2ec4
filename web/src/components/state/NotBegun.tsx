import { useTranslation } from 'react-i18next';
import { useDates } from '@/platform/i18n/dates';

/** That a course is still to come, and when: at its start, or once its tutors open it. */
export function NotBegun({ startsAt }: { startsAt: string | null }) {
  const { t } = useTranslation('app');
  const { due } = useDates();
  if (startsAt === null) return <>{t('not_begun.open')}</>;
  return <time dateTime={startsAt}>{t('not_begun.at', { when: due(startsAt).when })}</time>;
}
