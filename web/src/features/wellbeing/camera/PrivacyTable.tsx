import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { StackedTable } from '@/components/StackedTable';

const ROWS = ['picture', 'face', 'reading', 'summary', 'place', 'tutor'] as const;
const COLUMNS = ['what', 'where', 'sent'] as const;

/** What is processed where, what is sent and what never is. */
export function PrivacyTable({ windowSeconds }: { windowSeconds: number }) {
  const { t } = useTranslation('wellbeing');
  return (
    <section aria-labelledby="privacy-title">
      <Title order={2} id="privacy-title" mb={6}>{t('privacy.title')}</Title>
      <Text c="dimmed" mb="sm">{t('privacy.lead')}</Text>
      <StackedTable
        label={t('privacy.title')}
        columns={COLUMNS.map((column) => t(`privacy.${column}`))}
        rows={ROWS.map((row) => ({
          key: row,
          cells: COLUMNS.map((column) => t(`privacy.${row}.${column}`, { seconds: windowSeconds })),
        }))}
        tracks="minmax(9rem, 1fr) minmax(10rem, 1.3fr) 2fr"
      />
    </section>
  );
}
