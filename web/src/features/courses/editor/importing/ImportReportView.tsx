import { Alert, List, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Import } from '../types';

/** What a zip would change, whom it concerns, and what is wrong with it. */
export function ImportReportView({ found: { report, applicable }, update }: { found: Import; update: boolean }) {
  const { t } = useTranslation('courses');
  const parts = (['new', 'changed', 'removed'] as const).filter((part) => report[part].length > 0);
  return (
    <Stack gap="md" role="status">
      {report.problems.length > 0 ? (
        <Alert
          color="red"
          variant="light"
          icon={<IconAlertTriangle aria-hidden />}
          title={t('editor.import.problems', { count: report.problems.length })}
        >
          <List size="sm" spacing={6}>
            {report.problems.map(({ file, line, message }) => (
              <List.Item key={`${file}${line}${message}`}>
                <strong>{line === null ? file : t('editor.import.place', { file, line })}</strong>: {message}
              </List.Item>
            ))}
          </List>
        </Alert>
      ) : null}
      {applicable && parts.length === 0 ? <Text>{t('editor.import.nothing')}</Text> : null}
      {parts.map((part) => (
        <section key={part} aria-label={t(`editor.import.parts.${part}`, { count: report[part].length })}>
          <Title order={3} size="h4">
            {t(`editor.import.parts.${part}`, { count: report[part].length })}
          </Title>
          <List size="sm" mt={4} mah="12rem" style={{ overflowY: 'auto' }}>
            {report[part].map((title) => (
              <List.Item key={title}>
                <span dir="auto">{title}</span>
              </List.Item>
            ))}
          </List>
        </section>
      ))}
      {update && report.affected_students > 0 ? (
        <Alert color="gray" variant="light" icon={<IconUsers aria-hidden />}>
          {t('editor.import.affected', { count: report.affected_students })}
        </Alert>
      ) : null}
      {report.notes.length > 0 ? (
        <List size="sm" c="dimmed">
          {report.notes.map((note) => (
            <List.Item key={note}>{note}</List.Item>
          ))}
        </List>
      ) : null}
    </Stack>
  );
}
