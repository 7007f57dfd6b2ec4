import { Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { StackedTable } from '@/components/StackedTable';
import type { CameraMode } from '../camera/cameraMode';

const ROWS = ['image', 'face', 'reading', 'summary', 'location', 'tutor'] as const;
const COLUMNS = ['what', 'where', 'sent'] as const;

/** What happens on the server instead where that reads the camera. */
const ON_SERVER = ['image', 'face', 'reading'] as const;
const isElsewhere = (row: (typeof ROWS)[number]): row is (typeof ON_SERVER)[number] =>
  ON_SERVER.some((one) => one === row);

/** What is processed where, what is sent and what never is. */
export function PrivacyTable({ windowSeconds, source }: { windowSeconds: number; source: CameraMode }) {
  const { t } = useTranslation('wellbeing');
  return (
    <section aria-labelledby="privacy-title">
      <Title order={2} id="privacy-title" mb={6}>
        {t('privacy.title')}
      </Title>
      <Text c="dimmed" mb="sm">
        {t('privacy.lead')}
      </Text>
      <StackedTable
        label={t('privacy.title')}
        columns={COLUMNS.map((column) => t(`privacy.${column}`))}
        rows={ROWS.map((row) => ({
          key: row,
          cells: COLUMNS.map((column) =>
            t(
              source === 'server' && isElsewhere(row) ? `privacy.server.${row}.${column}` : `privacy.${row}.${column}`,
              { seconds: windowSeconds },
            ),
          ),
        }))}
        tracks="minmax(9rem, 1fr) minmax(10rem, 1.3fr) 2fr"
      />
    </section>
  );
}
