import { Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const ROWS = ['picture', 'face', 'reading', 'summary', 'place', 'tutor'] as const;

/** What is processed where, what is sent and what never is. */
export function PrivacyTable({ windowSeconds }: { windowSeconds: number }) {
  const { t } = useTranslation('wellbeing');
  return (
    <section aria-labelledby="privacy-title">
      <Title order={2} id="privacy-title" mb={6}>{t('privacy.title')}</Title>
      <Text c="dimmed" mb="sm">{t('privacy.lead')}</Text>
      <Table.ScrollContainer minWidth={560}>
        <Table verticalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('privacy.what')}</Table.Th>
              <Table.Th scope="col">{t('privacy.where')}</Table.Th>
              <Table.Th scope="col">{t('privacy.sent')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {ROWS.map((row) => (
              <Table.Tr key={row}>
                <Table.Th scope="row" fw={600}>{t(`privacy.${row}.what`, { seconds: windowSeconds })}</Table.Th>
                <Table.Td>{t(`privacy.${row}.where`)}</Table.Td>
                <Table.Td>{t(`privacy.${row}.sent`)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
}
