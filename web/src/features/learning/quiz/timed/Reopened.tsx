import { Alert } from '@mantine/core';
import { IconCalendarTime } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDates } from '@/platform/i18n/dates';

/** There is more time after the server had handed the quiz in: the student can go on. */
export function Reopened({ until }: { until: string }) {
  const { t } = useTranslation('learning');
  const { due } = useDates();
  return (
    <Alert variant="light" mb="md" icon={<IconCalendarTime aria-hidden />}>
      {t('quiz.reopened', { when: due(until).when })}
    </Alert>
  );
}
